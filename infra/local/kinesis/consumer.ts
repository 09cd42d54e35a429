/** Registered stream consumers, as they are stored. */

import type { Context } from '../kernel/context.ts';
import { key, within } from '../kernel/tuple-key.ts';
import { streamArn, type Stream } from './stream.ts';

export interface Consumer {
  readonly name: string;
  readonly createdMs: number;
  readonly tags: Readonly<Record<string, string>>;
}

function consumerKey({ account, name, id }: Stream, consumer: string): string {
  return key('kinesis', account, 'consumer', name, id, consumer);
}

/** Those of a stream, by name. */
export function consumersOf(context: Context, { account, name, id }: Stream): Consumer[] {
  const range = within('kinesis', account, 'consumer', name, id);
  return [...context.tx.scan<Consumer>(range)].map(([, consumer]) => consumer);
}

export function findConsumer(context: Context, stream: Stream, name: string): Consumer | undefined {
  return context.tx.get<Consumer>(consumerKey(stream, name));
}

export function saveConsumer(context: Context, stream: Stream, consumer: Consumer): void {
  context.tx.put(consumerKey(stream, consumer.name), consumer);
}

export function removeConsumer(context: Context, stream: Stream, { name }: Consumer): void {
  context.tx.delete(consumerKey(stream, name));
}

export function removeConsumers(context: Context, stream: Stream): void {
  for (const consumer of consumersOf(context, stream)) removeConsumer(context, stream, consumer);
}

/** Such as `arn:aws:kinesis:us-east-1:000000000000:stream/intake/consumer/audit:1767225600`. */
export function consumerArn(stream: Stream, { name, createdMs }: Consumer, region: string): string {
  return `${streamArn(stream, region)}/consumer/${name}:${Math.floor(createdMs / 1000)}`;
}

/** What the API tells of a consumer. */
export function consumerDescription(context: Context, stream: Stream, consumer: Consumer) {
  return {
    ConsumerName: consumer.name,
    ConsumerARN: consumerArn(stream, consumer, context.region),
    ConsumerStatus: 'ACTIVE',
    ConsumerCreationTimestamp: consumer.createdMs / 1000,
  };
}
