/** A stream as it is stored, and the way every operation gets at one. */

import { parsedPolicy } from '../iam/policy/parsed-policy.ts';
import type { Context } from '../kernel/context.ts';
import { key, within, type Range } from '../kernel/tuple-key.ts';
import { checkConstraints, type Constraint } from './constraints.ts';
import { invalidArgument, resourceNotFound } from './kinesis-errors.ts';
import type { Shard } from './shard.ts';

export interface StreamAddress {
  readonly account: string;
  readonly name: string;
}

export type StreamMode = 'PROVISIONED' | 'ON_DEMAND';

export interface Stream extends StreamAddress {
  /** Tells a stream from an earlier one of the same name. */
  readonly id: number;
  readonly createdMs: number;
  mode: StreamMode;
  retentionHours: number;
  /** Open and closed ones, by index. */
  shards: Shard[];
  tags: Record<string, string>;
  /** The key it claims to encrypt with. */
  keyId?: string;
  maxRecordKiB: number;
  /** JSON text. */
  policy?: string;
}

/** What every operation on a stream takes: one of the two names of a stream, or both. */
export interface NamesStream {
  readonly StreamName?: string;
  readonly StreamARN?: string;
}

export const STREAM_NAME: Constraint = { type: 'string', min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' };
export const STREAM_ARN: Constraint = {
  type: 'string',
  min: 1,
  max: 2048,
  pattern: 'arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+',
};

export function streamArn({ account, name }: StreamAddress, region: string): string {
  return `arn:aws:kinesis:${region}:${account}:stream/${name}`;
}

/** The topic signalled when records are put into the stream. */
export function streamTopic(address: StreamAddress, region: string): string {
  return `kinesis:${streamArn(address, region)}`;
}

/** The stream in the ARN of a stream or of something below it; undefined if it is not one. */
export function parseStreamArn(arn: string): StreamAddress | undefined {
  const match = /^arn:aws[\w-]*:kinesis:[\w-]*:(\d{12}):stream\/([\w.-]{1,128})(?:\/|$)/.exec(arn);
  return match === null ? undefined : { account: match[1] ?? '', name: match[2] ?? '' };
}

export function streamKey({ account, name }: StreamAddress): string {
  return key('kinesis', account, 'stream', name);
}

/** Every stream of an account, by name. */
export function streamsRange(account: string): Range {
  return within('kinesis', account, 'stream');
}

export function findStream(context: Context, address: StreamAddress): Stream | undefined {
  return context.tx.get<Stream>(streamKey(address));
}

export function saveStream(context: Context, stream: Stream): void {
  context.tx.put(streamKey(stream), stream);
}

/** The address an input names, once it is checked against its constraints; refuses one that names none, or two. */
export function addressOf(
  context: Context,
  input: NamesStream,
  constraints: Readonly<Record<string, Constraint>> = {},
): StreamAddress {
  checkConstraints(input, { ...constraints, StreamName: STREAM_NAME, StreamARN: STREAM_ARN });
  const { StreamName, StreamARN } = input;
  if (StreamARN !== undefined) {
    const address = parseStreamArn(StreamARN);
    if (address === undefined || (StreamName !== undefined && StreamName !== address.name))
      throw invalidArgument('StreamName and StreamARN do not name the same stream.');
    return address;
  }
  if (StreamName === undefined)
    throw invalidArgument(
      'When invoking this API, you must use either the StreamARN or the StreamName parameter, or both.',
    );
  return { account: context.caller.account, name: StreamName };
}

/** Refuses unless the caller may do `action` (such as `PutRecord`) to the stream. */
export function authorizeStream(context: Context, action: string, address: StreamAddress, stream?: Stream): void {
  const resourcePolicy = stream?.policy === undefined ? undefined : parsedPolicy(stream.policy);
  context.authorize({ action: `kinesis:${action}`, resource: streamArn(address, context.region), resourcePolicy });
}

/** The stream an input names, once the input is checked and the caller is known to be allowed. */
export function openStream(
  context: Context,
  action: string,
  input: NamesStream,
  constraints?: Readonly<Record<string, Constraint>>,
): Stream {
  const address = addressOf(context, input, constraints);
  const stream = findStream(context, address);
  authorizeStream(context, action, address, stream);
  if (stream === undefined) throw streamNotFound(address);
  return stream;
}

export function streamNotFound({ name, account }: StreamAddress) {
  return resourceNotFound(`Stream ${name} under account ${account} not found.`);
}
