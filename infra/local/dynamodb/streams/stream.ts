/** A table's stream as the engine keeps it: it outlives its table by as long as records are kept. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { KeySchema, StreamView, Table } from '../table.ts';

/** 24 hours. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export const RETENTION_MS = 24 * 60 * 60 * 1000;
export const SHARDS = 4;
const TRIM_MS = 60 * 60 * 1000;

export interface Stream {
  readonly arn: string;
  readonly account: string;
  readonly tableName: string;
  readonly label: string;
  readonly view: StreamView;
  readonly key: KeySchema;
  readonly createdMs: number;
  /** No record has a smaller sequence. */
  readonly firstSequence: number;
  /** Set once the stream is disabled: no record has a larger sequence. */
  readonly closed?: { readonly atMs: number; readonly lastSequence: number };
}

interface StreamAddress {
  readonly account: string;
  readonly tableName: string;
  readonly label: string;
}

const STREAM_ARN = /^arn:aws:dynamodb:[a-z0-9-]+:(\d{12}):table\/([^/]+)\/stream\/(.+)$/;

function streamAddress(arn: string): StreamAddress | undefined {
  const [, account, tableName, label] = STREAM_ARN.exec(arn) ?? [];
  return account && tableName && label ? { account, tableName, label } : undefined;
}

/** Begins a stream for the table; the table is to be saved with what this returns. */
export function openStream(context: Context, table: Table, view: StreamView): NonNullable<Table['stream']> {
  const label = new Date(context.now).toISOString().replace('Z', '');
  const { account, name: tableName } = table;
  const arn = `${table.arn}/stream/${label}`;
  const stream: Stream = {
    arn,
    account,
    tableName,
    label,
    view,
    key: table.key,
    createdMs: context.now,
    firstSequence: context.sequence(),
  };
  saveStream(context, stream);
  scheduleTrim(context, arn);
  return { arn, label, view };
}

/** Its records stay readable until they are too old. */
export function closeStream(context: Context, arn: string): void {
  const stream = findStream(context, arn);
  if (stream) saveStream(context, { ...stream, closed: { atMs: context.now, lastSequence: context.sequence() } });
}

export function findStream(context: Context, arn: string): Stream | undefined {
  const address = streamAddress(arn);
  return address && context.tx.getShared<Stream>(streamKey(address));
}

function saveStream(context: Context, stream: Stream): void {
  context.tx.put(streamKey(stream), stream);
}

export function forgetStream(context: Context, stream: Stream): void {
  context.tx.delete(streamKey(stream));
  for (let shard = 0; shard < SHARDS; shard += 1) context.tx.delete(trimmedKey(stream, shard));
}

/** The account's streams, or those of one table. */
export function* streamsOf(context: Context, account: string, tableName?: string): Iterable<Stream> {
  const range = within('dynamodb', account, 'stream', ...(tableName === undefined ? [] : [tableName]));
  for (const [, stream] of context.tx.scan<Stream>(range)) yield stream;
}

function streamKey({ account, tableName, label }: StreamAddress): string {
  return key('dynamodb', account, 'stream', tableName, label);
}

/** Begins the key of every record of a shard; the sequence follows. */
export function shardParts({ account, tableName, label }: StreamAddress, shard: number): (string | number)[] {
  return ['dynamodb', account, 'record', tableName, label, shard];
}

/** Where the largest sequence trimmed from the shard is kept. */
export function trimmedKey({ account, tableName, label }: StreamAddress, shard: number): string {
  return key('dynamodb', account, 'trimmed', tableName, label, shard);
}

export function scheduleTrim(context: Context, arn: string): void {
  context.schedule({ service: 'dynamodb', task: 'trimStream', dueMs: context.now + TRIM_MS, payload: arn });
}

/** Number of digits is what the API's model demands. */
export function sequenceNumber(sequence: number): string {
  return '1' + String(sequence).padStart(20, '0');
}

export function parseSequenceNumber(text: string): number {
  return Number(text.slice(1));
}
