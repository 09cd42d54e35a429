/** Empties a queue in an engine for tests. */

import type { ReceivedMessage } from '../../../../infra/local/sqs/received-message.ts';
import type { TestEngine } from '../test-engine.ts';

/** What has arrived in a queue, ten messages at most, with all their attributes; they are deleted. */
export function takeMessages(rig: Pick<TestEngine, 'call'>, QueueUrl: string): readonly ReceivedMessage[] {
  const { Messages = [] } = rig.call<{ Messages?: readonly ReceivedMessage[] }>('sqs', 'ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    AttributeNames: ['All'],
  });
  for (const { ReceiptHandle } of Messages) rig.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
  return Messages;
}
