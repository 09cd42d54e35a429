/** `AWS::Kinesis::StreamConsumer` of the template. */

import type { ResourceProvider } from '../kernel/service.ts';
import { consumerArn, findConsumer, removeConsumer, saveConsumer } from './consumer.ts';
import { invalidArgument } from './kinesis-errors.ts';
import { findStream, parseStreamArn, streamNotFound } from './stream.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-streamconsumer.html */
export const streamConsumerProvider: ResourceProvider = {
  properties: ['ConsumerName', 'StreamARN', 'Tags'],
  apply(context, { properties }) {
    const streamArn = String(properties.StreamARN);
    const address = parseStreamArn(streamArn);
    if (address === undefined) throw invalidArgument(`${streamArn} is not the ARN of a stream.`);
    const stream = findStream(context, address);
    if (stream === undefined) throw streamNotFound(address);
    const name = String(properties.ConsumerName);
    const tags = (properties.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
    const consumer = {
      name,
      createdMs: findConsumer(context, stream, name)?.createdMs ?? context.now,
      tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    };
    saveConsumer(context, stream, consumer);
    const arn = consumerArn(stream, consumer, context.region);
    const ConsumerCreationTimestamp = String(Math.floor(consumer.createdMs / 1000));
    return {
      ref: arn,
      attributes: {
        ConsumerARN: arn,
        ConsumerCreationTimestamp,
        ConsumerName: name,
        ConsumerStatus: 'ACTIVE',
        StreamARN: streamArn,
      },
    };
  },
  remove(context, ref) {
    const address = parseStreamArn(ref);
    const stream = address === undefined ? undefined : findStream(context, address);
    const name = ref.split('/consumer/')[1]?.split(':')[0];
    const consumer = stream === undefined || name === undefined ? undefined : findConsumer(context, stream, name);
    if (stream !== undefined && consumer !== undefined) removeConsumer(context, stream, consumer);
  },
};
