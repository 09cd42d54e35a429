/** The mail function on the engine's tables and SES, with a queue before it, and calls that fail as a test wants it. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamodbService } from '../../../infra/local/dynamodb/dynamodb-service.ts';
import type { Mail } from '../../../infra/local/ses/mailbox/mail.ts';
import { sesService } from '../../../infra/local/ses/ses-service.ts';
import { customerMailFunction } from '../../../projections/customer-mail/customer-mail-function.ts';
import { reaching, seededRandom, testEngine, type SdkRequestHandler } from '../../infra/local/test-engine.ts';
import type { Told } from '../../domain/story.ts';
import { entries } from './order-log.ts';

/** `answer-lost` was done all the same; after a kill the process never hears of anything again. */
export type Fault =
  'none' | 'killed-before' | 'killed-after' | 'answer-lost' | { readonly status: number; readonly code: string };

/** One call of the function, by number since it was started. */
export interface Call {
  readonly number: number;
  readonly service: string;
}

export const SENDER = 'orders@orderlog.example';
/** The queue's; longer than anybody can be at it. */
const VISIBILITY_MS = 361_000;
const MOST_RECEIVES = 10;

export async function mailWorld() {
  const engine = testEngine([dynamodbService(), sesService()]);
  const random = seededRandom(7);
  let faultOf: (call: Call) => Fault = () => 'none';

  for (const [table, hash, range, type] of [
    ['events', 'order', 'version', 'N'],
    ['sent', 'event', 'recipient', 'S'],
  ])
    engine.call('dynamodb', 'CreateTable', tableOf(table, [hash, 'S'], [range, type]));
  engine.call('ses', 'CreateEmailIdentity', { EmailIdentity: SENDER });
  const store = dynamoEventStore(new DynamoDBClient(reaching(engine.requestHandler('dynamodb'))), 'events');

  /** A function in a sandbox of its own; `killed` comes about when a fault kills it. */
  function start() {
    let calls = 0;
    let alive = true;
    let kill: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => (kill = () => resolve('killed')));
    const never = new Promise<never>(() => undefined);
    const faulty = (service: string): SdkRequestHandler => ({
      async handle(request) {
        if (!alive) return never;
        calls += 1;
        const fault = faultOf({ number: calls, service });
        if (typeof fault === 'object') return refusal(fault);
        const answer = fault === 'killed-before' ? never : await engine.requestHandler(service).handle(request);
        if (fault === 'answer-lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        if (fault === 'none') return answer;
        alive = false;
        kill();
        return never;
      },
    });
    const handler = customerMailFunction(
      {
        dynamo: new DynamoDBClient({ ...reaching(faulty('dynamodb')), maxAttempts: 2 }),
        ses: new SESv2Client(reaching(faulty('ses'))),
      },
      { EVENT_STORE_TABLE: 'events', SENT_MAIL_TABLE: 'sent', SENDER },
      { now: engine.now, random, wait: async () => undefined },
    );
    return { handler, killed };
  }

  /** Hands the messages to a function once: the messages that must come again, all of them if it was killed. */
  async function receive(bodies: readonly string[], remainingMs = 60_000): Promise<string[]> {
    const { handler, killed } = start();
    const Records = bodies.map((body, at) => ({ messageId: String(at), body }));
    const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => remainingMs } as unknown as Context;
    const outcome: SQSBatchResponse | 'killed' = await Promise.race([
      handler({ Records } as unknown as SQSEvent, context),
      killed,
    ]);
    if (outcome === 'killed') return [...bodies];
    return outcome.batchItemFailures.map(({ itemIdentifier }) => bodies[Number(itemIdentifier)] ?? '');
  }

  return {
    engine,
    receive,
    async record(order: string, ...story: readonly Told[]): Promise<void> {
      for (const entry of entries(order, ...story)) await store.append(entry);
    },
    /** As SQS does it, until nothing is left but what ends in the dead-letter queue. */
    async deliver(bodies: readonly string[]): Promise<readonly string[]> {
      let left = bodies;
      for (let time = 0; time < MOST_RECEIVES && left.length > 0; time += 1) {
        left = await receive(left);
        engine.advance(VISIBILITY_MS);
      }
      return left;
    },
    /** For the functions that are started from now on. */
    fail(with_: (call: Call) => Fault): void {
      faultOf = with_;
    },
    mails: (): readonly Mail[] => engine.call<{ Mail: Mail[] }>('ses', 'ListMail', {}).Mail,
    /** What the table of sent mails holds. */
    marks: () =>
      engine.call<{ Items: Record<string, { S?: string; N?: string }>[] }>('dynamodb', 'Scan', { TableName: 'sent' })
        .Items,
  };
}

/** A message as the topic passes it on. */
export function message(order: string, version: number): string {
  return JSON.stringify({ detail: { subject: order, sequence: version, type: 'x', source: 'y', id: 'z' } });
}

function tableOf(TableName = '', ...keys: readonly (readonly (string | undefined)[])[]) {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keys.map(([AttributeName], at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
  };
}

function refusal({ status, code }: { readonly status: number; readonly code: string }) {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  return {
    response: {
      statusCode: status,
      headers,
      body: Buffer.from(JSON.stringify({ message: `about eve@example.com`, __type: code })),
    },
  };
}
