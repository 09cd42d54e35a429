/** Watches the control records of a running system: what is under construction, and how each rebuild ended. */

import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ControlRecord } from '../../domain/ports/control-records.ts';
import { dynamoControlRecords } from '../../infra/aws/read-model/dynamo-control-records.ts';
import { generationsIn } from '../projections/table-items.ts';
import type { LocalSystem } from './local-system.ts';

const IDS = { order: 'Order', sales: 'Sales', 'product-demand': 'ProductDemand', 'customer-orders': 'CustomerOrders' };
export type Name = keyof typeof IDS;
export const NAMES = ['order', 'sales', 'product-demand', 'customer-orders'] as const satisfies Name[];

const POLL_MS = 5;

/** The system may be restarted meanwhile, at the same URL. */
export function watchRebuilds({ access, output }: Pick<LocalSystem, 'access' | 'output'>) {
  const [dynamo, sqs] = [new DynamoDBClient(access), new SQSClient(access)];
  const control = dynamoControlRecords(dynamo, output('ControlTableName'));
  const outcomes = new Map<string, string>();

  async function read(name: Name): Promise<ControlRecord> {
    const record = await control.read(name);
    if (record === undefined) throw new Error(`${name} has no control record`);
    if (record.last) outcomes.set(`${name} ${record.last.number}`, record.last.result);
    return record;
  }

  return {
    read,
    /** How each rebuild ended that was seen to: result by name and number of the generation. */
    outcomes,

    /** Resolves when a generation is under construction, or when the time is up. */
    async building(name: Name, untilMs: number): Promise<void> {
      while (Date.now() < untilMs && (await read(name)).building === undefined) await wait(POLL_MS);
    },

    /** Resolves when a projector of the read model has messages in its hands, or when the time is up. */
    async projecting(name: Name, untilMs: number): Promise<void> {
      const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
      const queues = ['Replayed', 'Events'].map((feed) => `${IDS[name]}${feed}`);
      const urls = QueueUrls.filter((url) => queues.some((queue) => url.includes(queue)));
      const inFlight = await Promise.all(urls.map((url) => messagesInFlight(sqs, url)));
      if (inFlight.some((messages) => messages > 0) || Date.now() >= untilMs) return;
      await wait(POLL_MS);
      return this.projecting(name, untilMs);
    },

    /** The generations of which there are items. */
    generations: (name: Name) => generationsIn(dynamo, output(`${IDS[name]}TableName`)),
  };
}

async function messagesInFlight(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const name = 'ApproximateNumberOfMessagesNotVisible';
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }));
  return Number(Attributes?.[name] ?? 0);
}
