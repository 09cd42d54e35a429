/** `ListShards`: the shards of a stream, page by page, or those of a point in time. */

import type { Context } from '../kernel/context.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { checkConstraints } from './constraints.ts';
import { invalidArgument } from './kinesis-errors.ts';
import { trimHorizonMs } from './record.ts';
import { shardDescription, visibleShards } from './shard-description.ts';
import { SHARD_ID, shardIndex, type Shard } from './shard.ts';
import { addressOf, openStream, streamArn, type NamesStream, type Stream } from './stream.ts';

interface ShardFilter {
  readonly Type:
    'AFTER_SHARD_ID' | 'AT_TRIM_HORIZON' | 'FROM_TRIM_HORIZON' | 'AT_LATEST' | 'AT_TIMESTAMP' | 'FROM_TIMESTAMP';
  readonly ShardId?: string;
  /** Seconds since the epoch. */
  readonly Timestamp?: number;
}

export interface ListShardsInput extends NamesStream {
  /** Names the stream and the filter too, so nothing else may. */
  readonly NextToken?: string;
  readonly ExclusiveStartShardId?: string;
  readonly MaxResults?: number;
  readonly StreamCreationTimestamp?: number;
  readonly ShardFilter?: ShardFilter;
}

interface Token {
  readonly arn: string;
  readonly after: number;
  readonly filter?: ShardFilter;
  readonly issuedMs: number;
}

const TOKEN_LIFETIME_MS = 300_000;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html */
export function listShards(context: Context, input: ListShardsInput) {
  const token = input.NextToken === undefined ? undefined : parseToken(context, input.NextToken);
  if (token !== undefined && (input.StreamName !== undefined || input.ExclusiveStartShardId !== undefined))
    throw invalidArgument('NextToken and StreamName cannot be provided together.');
  const named = token === undefined ? input : { ...input, StreamARN: token.arn };
  const stream = openStream(context, 'ListShards', named, {
    NextToken: { type: 'string', min: 1, max: 1_048_576 },
    ExclusiveStartShardId: SHARD_ID,
    MaxResults: { type: 'number', min: 1, max: 10_000 },
    ShardFilter: { type: 'map' },
    StreamCreationTimestamp: { type: 'number' },
  });
  const filter = token === undefined ? input.ShardFilter : token.filter;
  const after = token?.after ?? shardIndex(input.ExclusiveStartShardId ?? '') ?? -1;
  const most = input.MaxResults ?? 1000;
  const shards = filtered(stream, context.now, filter).filter(({ index }) => index > after);
  const last = shards.slice(0, most).at(-1);
  const NextToken =
    shards.length > most && last !== undefined ? encodeToken(context, stream, last.index, filter) : undefined;
  return { Shards: shards.slice(0, most).map(shardDescription), ...(NextToken === undefined ? {} : { NextToken }) };
}

function filtered(stream: Stream, now: number, filter: ShardFilter | undefined): Shard[] {
  const shards = visibleShards(stream, now);
  if (filter === undefined) return shards;
  checkConstraints(filter, {
    Type: { type: 'string', required: true },
    ShardId: SHARD_ID,
    Timestamp: { type: 'number' },
  });
  const horizonMs = Math.max(trimHorizonMs(stream, now), stream.createdMs);
  const timeMs = (): number => {
    if (filter.Timestamp === undefined)
      throw invalidArgument(`A ShardFilter of type ${filter.Type} needs a Timestamp.`);
    return Math.max(filter.Timestamp * 1000, horizonMs);
  };
  switch (filter.Type) {
    case 'AFTER_SHARD_ID':
      if (filter.ShardId === undefined) throw invalidArgument('A ShardFilter of type AFTER_SHARD_ID needs a ShardId.');
      return shards.filter(({ index }) => index > (shardIndex(filter.ShardId ?? '') ?? -1));
    case 'AT_LATEST':
      return shards.filter((shard) => openAt(shard, now));
    case 'AT_TRIM_HORIZON':
      return shards.filter((shard) => openAt(shard, horizonMs));
    case 'FROM_TRIM_HORIZON':
      return shards;
    case 'AT_TIMESTAMP':
      return shards.filter((shard) => openAt(shard, timeMs()));
    case 'FROM_TIMESTAMP':
      return shards.filter(({ closedMs }) => closedMs === undefined || closedMs >= timeMs());
    default:
      throw invalidArgument('The type of the ShardFilter is not valid.');
  }
}

function openAt({ openedMs, closedMs }: Shard, ms: number): boolean {
  return openedMs <= ms && (closedMs === undefined || closedMs > ms);
}

function encodeToken(context: Context, stream: Stream, after: number, filter: ShardFilter | undefined): string {
  const arn = streamArn(stream, context.region);
  const token: Token = { arn, after, issuedMs: context.now, ...(filter === undefined ? {} : { filter }) };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

function parseToken(context: Context, text: string): Token {
  const token = decode(text);
  if (typeof token.arn !== 'string' || typeof token.after !== 'number' || typeof token.issuedMs !== 'number')
    throw invalidArgument('NextToken is invalid.');
  addressOf(context, { StreamARN: token.arn });
  if (context.now > token.issuedMs + TOKEN_LIFETIME_MS)
    throw new AwsError('ExpiredNextTokenException', 'The pagination token has expired.');
  return token as Token;
}

function decode(text: string): Partial<Token> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
