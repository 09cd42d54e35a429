/** `CreateStream` and `DeleteStream`. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints } from './constraints.ts';
import { consumersOf, removeConsumers } from './consumer.ts';
import { invalidArgument, resourceInUse } from './kinesis-errors.ts';
import { recordsRange } from './record.ts';
import { scheduleTrim } from './retention.ts';
import { evenRanges, type Shard } from './shard.ts';
import {
  authorizeStream,
  findStream,
  openStream,
  saveStream,
  STREAM_NAME,
  streamKey,
  type NamesStream,
  type Stream,
  type StreamAddress,
  type StreamMode,
} from './stream.ts';
import { checkTags } from './tag-operations.ts';

export interface CreateStreamInput {
  readonly StreamName: string;
  readonly ShardCount?: number;
  readonly StreamModeDetails?: { readonly StreamMode: StreamMode };
  readonly Tags?: Readonly<Record<string, string>>;
  readonly MaxRecordSizeInKiB?: number;
}

/** Shards of a new on-demand stream. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const ON_DEMAND_SHARDS = 4;

/** The stream is active at once. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export function createStream(context: Context, input: CreateStreamInput): void {
  checkConstraints(input, {
    StreamName: { ...STREAM_NAME, required: true },
    ShardCount: { type: 'number', min: 1, max: 100_000 },
    StreamModeDetails: { type: 'map' },
    Tags: { type: 'map' },
    MaxRecordSizeInKiB: { type: 'number', min: 1024, max: 10_240 },
  });
  const address = { account: context.caller.account, name: input.StreamName };
  authorizeStream(context, 'CreateStream', address);
  if (input.Tags !== undefined) checkTags({}, input.Tags);
  if (findStream(context, address) !== undefined)
    throw resourceInUse(`Stream ${address.name} under account ${address.account} already exists.`);
  newStream(context, address, input);
}

/** Stores a stream with nothing in it. */
export function newStream(
  context: Context,
  address: StreamAddress,
  { ShardCount, StreamModeDetails, Tags, MaxRecordSizeInKiB }: Omit<CreateStreamInput, 'StreamName'>,
): Stream {
  const mode = checkMode(StreamModeDetails?.StreamMode ?? (ShardCount === undefined ? 'ON_DEMAND' : 'PROVISIONED'));
  if (mode === 'ON_DEMAND' && ShardCount !== undefined)
    throw invalidArgument('ShardCount cannot be specified for a stream in on-demand mode.');
  if (mode === 'PROVISIONED' && ShardCount === undefined)
    throw invalidArgument('ShardCount must be specified for a stream in provisioned mode.');
  const stream: Stream = {
    ...address,
    id: context.sequence(),
    createdMs: context.now,
    mode,
    retentionHours: 24,
    shards: newShards(context, ShardCount ?? ON_DEMAND_SHARDS),
    tags: { ...Tags },
    maxRecordKiB: MaxRecordSizeInKiB ?? 1024,
  };
  saveStream(context, stream);
  scheduleTrim(context, stream);
  return stream;
}

export function checkMode(mode: string): StreamMode {
  checkConstraints(
    { StreamMode: mode },
    { StreamMode: { type: 'string', required: true, values: ['PROVISIONED', 'ON_DEMAND'] } },
    'streamModeDetails.',
  );
  return mode as StreamMode;
}

function newShards(context: Context, count: number): Shard[] {
  return evenRanges(count).map(({ start, end }, index) => ({
    index,
    startingHashKey: String(start),
    endingHashKey: String(end),
    openedMs: context.now,
  }));
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html */
export function deleteStream(
  context: Context,
  input: NamesStream & { readonly EnforceConsumerDeletion?: boolean },
): void {
  const stream = openStream(context, 'DeleteStream', input);
  if (input.EnforceConsumerDeletion !== true && consumersOf(context, stream).length > 0)
    throw resourceInUse(
      `Stream ${stream.name} under account ${stream.account} has consumers registered to it. Deregister them first, or set EnforceConsumerDeletion.`,
    );
  removeStream(context, stream);
}

/** Removes the stream and all it keeps. */
export function removeStream(context: Context, stream: Stream): void {
  for (const [at] of context.tx.scan(recordsRange(stream))) context.tx.delete(at);
  removeConsumers(context, stream);
  context.tx.delete(streamKey(stream));
}
