/** `RegisterStreamConsumer` and its kin. A consumer is only a name here: nothing is pushed to it. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints, type Constraint } from './constraints.ts';
import {
  consumerArn,
  consumerDescription,
  consumersOf,
  findConsumer,
  removeConsumer,
  saveConsumer,
  type Consumer,
} from './consumer.ts';
import { invalidArgument, limitExceeded, resourceInUse, resourceNotFound } from './kinesis-errors.ts';
import { openStream, STREAM_ARN, type Stream } from './stream.ts';

export interface RegisterStreamConsumerInput {
  readonly StreamARN: string;
  readonly ConsumerName: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** By ARN, or by the stream's ARN and the consumer's name. */
export interface NamesConsumer {
  readonly StreamARN?: string;
  readonly ConsumerName?: string;
  readonly ConsumerARN?: string;
}

const MOST = 20;
const CONSUMER_NAME: Constraint = { type: 'string', min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' };

/** Active at once. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html */
export function registerStreamConsumer(context: Context, input: RegisterStreamConsumerInput) {
  const stream = openStream(context, 'RegisterStreamConsumer', input, {
    StreamARN: { ...STREAM_ARN, required: true },
    ConsumerName: { ...CONSUMER_NAME, required: true },
    Tags: { type: 'map' },
  });
  if (findConsumer(context, stream, input.ConsumerName) !== undefined)
    throw resourceInUse(
      `Consumer ${input.ConsumerName} under stream ${stream.name} already exists for account ${stream.account}.`,
    );
  if (consumersOf(context, stream).length >= MOST)
    throw limitExceeded(`Stream ${stream.name} already has ${MOST} registered consumers.`);
  const consumer: Consumer = { name: input.ConsumerName, createdMs: context.now, tags: { ...input.Tags } };
  saveConsumer(context, stream, consumer);
  return { Consumer: consumerDescription(context, stream, consumer) };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html */
export function deregisterStreamConsumer(context: Context, input: NamesConsumer): void {
  const { stream, consumer } = openConsumer(context, 'DeregisterStreamConsumer', input);
  removeConsumer(context, stream, consumer);
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html */
export function describeStreamConsumer(context: Context, input: NamesConsumer) {
  const { stream, consumer } = openConsumer(context, 'DescribeStreamConsumer', input);
  const StreamARN = consumerArn(stream, consumer, context.region).split('/consumer/')[0];
  return { ConsumerDescription: { ...consumerDescription(context, stream, consumer), StreamARN } };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html */
export function listStreamConsumers(
  context: Context,
  input: { readonly StreamARN: string; readonly MaxResults?: number; readonly NextToken?: string },
) {
  const stream = openStream(context, 'ListStreamConsumers', input, {
    MaxResults: { type: 'number', min: 1, max: 10_000 },
    NextToken: { type: 'string', min: 1 },
  });
  const after = input.NextToken === undefined ? '' : Buffer.from(input.NextToken, 'base64').toString('utf8');
  const most = input.MaxResults ?? 100;
  const rest = consumersOf(context, stream).filter(({ name }) => name > after);
  const page = rest.slice(0, most);
  return {
    Consumers: page.map((consumer) => consumerDescription(context, stream, consumer)),
    ...(rest.length > most ? { NextToken: Buffer.from(page.at(-1)?.name ?? '').toString('base64') } : {}),
  };
}

function openConsumer(
  context: Context,
  action: string,
  input: NamesConsumer,
): { readonly stream: Stream; readonly consumer: Consumer } {
  checkConstraints(input, {
    StreamARN: STREAM_ARN,
    ConsumerName: CONSUMER_NAME,
    ConsumerARN: { type: 'string', min: 1, max: 2048 },
  });
  const [streamArn, ended] = input.ConsumerARN?.split('/consumer/') ?? [input.StreamARN, input.ConsumerName];
  if (streamArn === undefined || ended === undefined)
    throw invalidArgument('Either ConsumerARN, or both StreamARN and ConsumerName, must be given.');
  const stream = openStream(context, action, { StreamARN: streamArn });
  const consumer = findConsumer(context, stream, ended.split(':')[0] ?? '');
  const found =
    consumer !== undefined && [undefined, consumerArn(stream, consumer, context.region)].includes(input.ConsumerARN);
  if (!found) throw resourceNotFound(`Consumer ${input.ConsumerARN ?? ended}, account ${stream.account} not found.`);
  return { stream, consumer };
}
