/** The bus of recorded events on the engine: its archive, and the two queues of a read model's projector. */

import type { SQSRecord } from 'aws-lambda';
import type { TestEngine } from '../infra/local/test-engine.ts';

export type Deliveries = readonly SQSRecord[];

const ACCOUNT = 'us-east-1:000000000000';
const BUS = 'recorded';
const ARCHIVE = 'recorded-events';
const QUEUES = { live: 'live', replayed: 'replayed' };

export function openBus(engine: TestEngine) {
  const busArn = `arn:aws:events:${ACCOUNT}:event-bus/${BUS}`;
  const recorded = { detail: { sequence: [{ exists: true }] } };
  engine.call('events', 'CreateEventBus', { Name: BUS });
  engine.call('events', 'CreateArchive', {
    ArchiveName: ARCHIVE,
    EventSourceArn: busArn,
    EventPattern: JSON.stringify(recorded),
  });
  const live = openQueue(engine, QUEUES.live, { ...recorded, 'replay-name': [{ exists: false }] });
  const replayed = openQueue(engine, QUEUES.replayed, { ...recorded, 'replay-name': [{ exists: true }] });
  const urls = [live, replayed];
  const receipts = new Map<string, object>();
  return {
    settings: {
      RECORDED_BUS: BUS,
      RECORDED_BUS_ARN: busArn,
      ARCHIVE_NAME: ARCHIVE,
      ARCHIVE_ARN: `arn:aws:events:${ACCOUNT}:archive/${ARCHIVE}`,
      REBUILD_RULE_ARN: `arn:aws:events:${ACCOUNT}:rule/${BUS}/${QUEUES.replayed}`,
      REBUILD_QUEUE_URL: replayed,
    },
    deliveries: {
      /** The next messages of both queues, as the function gets them. */
      take: (): Deliveries =>
        urls.flatMap((QueueUrl) => {
          const { Messages = [] } = engine.call<{ Messages?: Message[] }>('sqs', 'ReceiveMessage', {
            QueueUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: 30,
            WaitTimeSeconds: 0,
          });
          return Messages.map(({ MessageId, Body, ReceiptHandle }) => {
            receipts.set(MessageId, { QueueUrl, ReceiptHandle });
            return { messageId: MessageId, body: Body } as SQSRecord;
          });
        }),
      done(records: Deliveries): void {
        for (const { messageId } of records) {
          const receipt = receipts.get(messageId);
          if (receipt !== undefined) engine.call('sqs', 'DeleteMessage', receipt);
        }
      },
    },
  };
}

interface Message {
  readonly MessageId: string;
  readonly Body: string;
  readonly ReceiptHandle: string;
}

/** A queue behind a rule of its name; returns its URL. */
function openQueue(engine: TestEngine, name: string, pattern: object): string {
  const Arn = `arn:aws:sqs:${ACCOUNT}:${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { QueueUrl } = engine.call<{ QueueUrl: string }>('sqs', 'CreateQueue', {
    QueueName: name,
    Attributes: { Policy },
  });
  engine.call('events', 'PutRule', { Name: name, EventBusName: BUS, EventPattern: JSON.stringify(pattern) });
  engine.call('events', 'PutTargets', { Rule: name, EventBusName: BUS, Targets: [{ Id: 'queue', Arn }] });
  return QueueUrl;
}
