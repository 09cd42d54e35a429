/** ListObjects and ListObjectsV2. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */

import type { Context } from '../../kernel/context.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { invalidArgument } from '../s3-error.ts';
import { describeEntry, nameEncoder, ownerOf, pageSize, take } from './list-parameters.ts';
import { pastEntry, walkKeys, type ListedEntry } from './walk-keys.ts';

interface ListInput extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly EncodingType?: string;
}

export interface ListObjectsV2Input extends ListInput {
  readonly ContinuationToken?: string;
  readonly StartAfter?: string;
  readonly FetchOwner?: boolean;
}

export function listObjectsV2(context: Context, input: ListObjectsV2Input) {
  const { ContinuationToken, StartAfter } = input;
  const after = ContinuationToken === undefined ? StartAfter : decodeToken(ContinuationToken);
  const { page, more, encode, account, description } = list(context, input, after);
  const last = page.at(-1);
  return {
    ...description,
    ...(StartAfter !== undefined && { StartAfter: encode(StartAfter) }),
    ...(ContinuationToken !== undefined && { ContinuationToken }),
    ...(more && last && { NextContinuationToken: encodeToken(nameOf(last)) }),
    KeyCount: page.length,
    Contents: objectsIn(page).map((object) => ({
      ...describeEntry(object, encode),
      ...(input.FetchOwner === true && { Owner: ownerOf(account) }),
    })),
  };
}

export interface ListObjectsInput extends ListInput {
  readonly Marker?: string;
}

export function listObjects(context: Context, input: ListObjectsInput) {
  const { page, more, encode, account, description } = list(context, input, input.Marker || undefined);
  const last = page.at(-1);
  return {
    ...description,
    Marker: encode(input.Marker ?? ''),
    ...(more && last && input.Delimiter && { NextMarker: encode(nameOf(last)) }),
    Contents: objectsIn(page).map((object) => ({ ...describeEntry(object, encode), Owner: ownerOf(account) })),
  };
}

function list(context: Context, input: ListInput, after: string | undefined) {
  const { Prefix: prefix = '', Delimiter: delimiter = '' } = input;
  const limit = pageSize(input.MaxKeys, 'max-keys');
  const encode = nameEncoder(input.EncodingType);
  const conditions = { 's3:prefix': prefix, 's3:delimiter': delimiter, 's3:max-keys': String(limit) };
  const bucket = openBucket(context, input, 's3:ListBucket', conditions);
  const from = after === undefined ? undefined : pastEntry(bucket.name, after, prefix, delimiter);
  const { page, more } = take(walkKeys(context.tx, { bucket: bucket.name, prefix, delimiter, from }), limit);
  const description = {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: limit,
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: more,
    CommonPrefixes: page.flatMap((entry) => (entry.type === 'prefix' ? [{ Prefix: encode(entry.prefix) }] : [])),
  };
  return { page, more, encode, account: bucket.account, description };
}

function objectsIn(page: readonly ListedEntry[]) {
  return page.flatMap((entry) => (entry.type === 'object' ? [entry.object] : []));
}

function nameOf(entry: ListedEntry): string {
  return entry.type === 'object' ? entry.object.key : entry.prefix;
}

function encodeToken(name: string): string {
  return Buffer.from(`1${name}`).toString('base64');
}

function decodeToken(token: string): string {
  const decoded = Buffer.from(token, 'base64').toString('utf8');
  if (decoded.startsWith('1')) return decoded.slice(1);
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}
