/** The JSON documents in which a message reaches queues and functions. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */

import type { Context } from '../../kernel/context.ts';
import type { MessageAttributes } from '../../sqs/message-attributes.ts';
import { textFor, type PublishedMessage } from '../publish/published-message.ts';
import { subscriptionArn, type Subscription } from '../subscription/subscription.ts';
import { topicArn } from '../topic/topic-address.ts';
import { findTopic } from '../topic/topic.ts';

/** The engine has no key of Amazon's to sign with: this stands where a signature would, and verifies as none. */
const SIGNATURE = Buffer.from('The local engine does not sign.').toString('base64');
const CERTIFICATE = 'SimpleNotificationService-00000000000000000000000000000000.pem';

/** What a queue receives unless delivery is raw. */
export function notification(context: Context, subscription: Subscription, message: PublishedMessage): string {
  const { subject, attributes, ...fields } = fieldsOf(context, subscription, message);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: fields.id,
    TopicArn: fields.topic,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: fields.text,
    Timestamp: fields.timestamp,
    SignatureVersion: fields.signatureVersion,
    Signature: SIGNATURE,
    SigningCertURL: fields.certificateUrl,
    UnsubscribeURL: fields.unsubscribeUrl,
    ...(attributes === undefined ? {} : { MessageAttributes: shown(attributes) }),
  });
}

/** The event a function is invoked with, in which some names are spelt otherwise. */
export function functionEvent(context: Context, subscription: Subscription, message: PublishedMessage): string {
  const fields = fieldsOf(context, subscription, message);
  const Sns = {
    Type: 'Notification',
    MessageId: fields.id,
    TopicArn: fields.topic,
    Subject: fields.subject ?? null,
    Message: fields.text,
    Timestamp: fields.timestamp,
    SignatureVersion: fields.signatureVersion,
    Signature: SIGNATURE,
    SigningCertUrl: fields.certificateUrl,
    UnsubscribeUrl: fields.unsubscribeUrl,
    MessageAttributes: shown(fields.attributes ?? {}),
  };
  const EventSubscriptionArn = subscriptionArn(subscription, context.region);
  return JSON.stringify({ Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn, Sns }] });
}

function fieldsOf(context: Context, subscription: Subscription, message: PublishedMessage) {
  const { region } = context;
  const origin = `https://sns.${region}.amazonaws.com`;
  const arn = subscriptionArn(subscription, region);
  return {
    id: message.id,
    topic: topicArn(subscription.topic, region),
    subject: message.subject,
    text: textFor(message, subscription.protocol),
    timestamp: new Date(message.publishedMs).toISOString(),
    signatureVersion: findTopic(context, subscription.topic)?.attributes['SignatureVersion'] ?? '1',
    certificateUrl: `${origin}/${CERTIFICATE}`,
    unsubscribeUrl: `${origin}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
    attributes: message.attributes,
  };
}

function shown(attributes: MessageAttributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue },
    ]),
  );
}
