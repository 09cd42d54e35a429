/** ListObjectVersions. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */

import type { Context } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { invalidArgument } from '../s3-error.ts';
import { pastVersion, prefixRange, versionsIn, versionWithId, type StoredVersion } from '../store/version-store.ts';
import { describeEntry, nameEncoder, ownerOf, pageSize, take } from './list-parameters.ts';
import { commonPrefix, pastEntry } from './walk-keys.ts';

export interface ListObjectVersionsInput extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly EncodingType?: string;
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

type Entry =
  | { readonly type: 'version'; readonly version: StoredVersion; readonly latest: boolean }
  | { readonly type: 'prefix'; readonly prefix: string };

export function listObjectVersions(context: Context, input: ListObjectVersionsInput) {
  const { Prefix: prefix = '', Delimiter: delimiter = '', KeyMarker = '', VersionIdMarker = '' } = input;
  const limit = pageSize(input.MaxKeys, 'max-keys');
  const encode = nameEncoder(input.EncodingType);
  const bucket = openBucket(context, input, 's3:ListBucketVersions', {
    's3:prefix': prefix,
    's3:delimiter': delimiter,
  });
  const from = startOf(context.tx, bucket.name, input);
  const { page, more } = take(walkVersions(context.tx, { bucket: bucket.name, prefix, delimiter, from }), limit);
  const last = page.at(-1);
  const versions = page.flatMap((entry) => (entry.type === 'version' ? [entry] : []));
  const owner = ownerOf(bucket.account);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    KeyMarker: encode(KeyMarker),
    VersionIdMarker,
    MaxKeys: limit,
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: more,
    ...(more && last && nextMarkers(last, encode)),
    Versions: versions.flatMap(({ version, latest }) =>
      version.type === 'object'
        ? [{ ...describeEntry(version, encode), VersionId: version.versionId, IsLatest: latest, Owner: owner }]
        : [],
    ),
    DeleteMarkers: versions.flatMap(({ version, latest }) =>
      version.type === 'delete-marker' ? [describeMarker(version, latest, encode(version.key), owner)] : [],
    ),
    CommonPrefixes: page.flatMap((entry) => (entry.type === 'prefix' ? [{ Prefix: encode(entry.prefix) }] : [])),
  };
}

function startOf(tx: Transaction, bucket: string, input: ListObjectVersionsInput): string | undefined {
  const { Prefix = '', Delimiter = '', KeyMarker = '', VersionIdMarker = '' } = input;
  if (VersionIdMarker !== '' && KeyMarker === '')
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      VersionIdMarker,
    );
  if (KeyMarker === '') return undefined;
  const version = VersionIdMarker === '' ? undefined : versionWithId(tx, bucket, KeyMarker, VersionIdMarker);
  return version === undefined ? pastEntry(bucket, KeyMarker, Prefix, Delimiter) : pastVersion(bucket, version);
}

interface VersionWalk {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly from: string | undefined;
}

function* walkVersions(tx: Transaction, { bucket, prefix, delimiter, from }: VersionWalk): Generator<Entry> {
  const range = prefixRange(bucket, prefix);
  const begin = from !== undefined && from > range.from ? from : range.from;
  let previous: string | undefined;
  for (const version of versionsIn(tx, { from: begin, to: range.to })) {
    const common = commonPrefix(version.key, prefix, delimiter);
    const name = common ?? version.key;
    if (common === undefined) {
      const latest = name !== previous && (previous !== undefined || isNewest(tx, bucket, version));
      yield { type: 'version', version, latest };
    } else if (common !== previous) yield { type: 'prefix', prefix: common };
    previous = name;
  }
}

/** A page may begin among the versions of a key. */
function isNewest(tx: Transaction, bucket: string, version: StoredVersion): boolean {
  const { from } = prefixRange(bucket, version.key);
  for (const newest of versionsIn(tx, { from, to: pastVersion(bucket, version) }))
    if (newest.key === version.key) return newest.sequence === version.sequence;
  return true;
}

function nextMarkers(last: Entry, encode: (name: string) => string) {
  return last.type === 'prefix'
    ? { NextKeyMarker: encode(last.prefix) }
    : { NextKeyMarker: encode(last.version.key), NextVersionIdMarker: last.version.versionId };
}

function describeMarker(marker: StoredVersion, latest: boolean, Key: string, Owner: unknown) {
  return { Key, VersionId: marker.versionId, IsLatest: latest, LastModified: marker.modifiedMs, Owner };
}
