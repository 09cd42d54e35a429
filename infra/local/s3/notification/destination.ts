/** Hands a message to a queue, topic, function or bus, as S3 on behalf of a bucket. */

import type { Caller, Context } from '../../kernel/context.ts';
import type { DestinationKind } from './notification-rules.ts';

export interface Destination {
  readonly kind: DestinationKind | 'bus';
  readonly arn: string;
}

/** The bucket that tells. */
export interface Sender {
  readonly name: string;
  readonly account: string;
}

/** Throws what the destination's service throws. `message` is JSON. */
export function tell(context: Context, sender: Sender, { kind, arn }: Destination, message: string): void {
  const caller = senderCaller(sender);
  switch (kind) {
    case 'queue':
      context.call('sqs', 'SendMessage', { QueueUrl: arn, MessageBody: message }, caller);
      return;
    case 'topic':
      context.call('sns', 'Publish', { TopicArn: arn, Subject: SUBJECT, Message: message }, caller);
      return;
    case 'function': {
      const Payload = Buffer.from(message).toString('base64');
      context.call('lambda', 'Invoke', { FunctionName: arn, InvocationType: 'Event', Payload }, caller);
      return;
    }
    case 'bus':
      // Events of AWS itself are put on the default bus whatever its policy says.
      context.call('events', 'ForwardEvent', { EventBusArn: arn, Event: message }, context.caller);
      return;
  }
}

const SUBJECT = 'Amazon S3 Notification';

/** What policies of destinations are about: `s3.amazonaws.com` with the bucket as `aws:SourceArn`. */
export function senderCaller({ name, account }: Sender): Caller {
  return { type: 'service', account, principal: 's3.amazonaws.com', sourceArn: `arn:aws:s3:::${name}` };
}
