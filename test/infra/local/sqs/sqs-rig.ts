/** SQS alone in an engine, called by operation. */

import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import type { ReceivedMessage } from '../../../../infra/local/sqs/received-message.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { testEngine, type TestEngineOptions } from '../test-engine.ts';

const ACCOUNT = '000000000000';

export function sqsRig(options: TestEngineOptions = {}) {
  const rig = testEngine([sqsService()], { store: sqliteStore(':memory:'), ...options });
  const sqs = <Output>(operation: string, input: unknown, caller?: Caller): Output =>
    rig.call<Output>('sqs', operation, input, caller);
  return {
    ...rig,
    now: (): number => rig.now(),
    advance: (ms: number): void => rig.advance(ms),
    sqs,
    /** Returns the queue's URL. */
    queue: (QueueName: string, Attributes: Record<string, string> = {}): string =>
      sqs<{ QueueUrl: string }>('CreateQueue', { QueueName, Attributes }).QueueUrl,
    /** Returns the message's id. */
    send: (QueueUrl: string, MessageBody: string, more: object = {}): string =>
      sqs<{ MessageId: string }>('SendMessage', { QueueUrl, MessageBody, ...more }).MessageId,
    receive: (QueueUrl: string, more: object = {}): readonly ReceivedMessage[] =>
      sqs<{ Messages?: ReceivedMessage[] }>('ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        AttributeNames: ['All'],
        ...more,
      }).Messages ?? [],
    remove: (QueueUrl: string, { ReceiptHandle }: { ReceiptHandle: string }): void =>
      sqs('DeleteMessage', { QueueUrl, ReceiptHandle }),
    hide: (QueueUrl: string, { ReceiptHandle }: { ReceiptHandle: string }, VisibilityTimeout: number): void =>
      sqs('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout }),
    attribute: (QueueUrl: string, name: string): string | undefined =>
      sqs<{ Attributes?: Record<string, string> }>('GetQueueAttributes', { QueueUrl, AttributeNames: [name] })
        .Attributes?.[name],
    /** Visible, in flight, delayed. */
    counts: (QueueUrl: string): number[] => {
      const { Attributes } = sqs<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
        QueueUrl,
        AttributeNames: ['All'],
      });
      return ['', 'NotVisible', 'Delayed'].map((kind) => Number(Attributes[`ApproximateNumberOfMessages${kind}`]));
    },
  };
}

export function arn(name: string): string {
  return `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;
}

export function redrive(name: string, maxReceiveCount: number): string {
  return JSON.stringify({ deadLetterTargetArn: arn(name), maxReceiveCount });
}

export function bodies(messages: readonly ReceivedMessage[]): string[] {
  return messages.map(({ Body }) => Body);
}
