/** Where objects are kept: every version of every key, the newest first. The newest is the object. */

import type { Transaction } from '../../kernel/store.ts';
import { key, within, type Range } from '../../kernel/tuple-key.ts';
import type { Checksum } from '../checksum/checksums.ts';
import type { Tag } from './bucket-store.ts';
import type { Segment } from './content-store.ts';

/** Headers a client stores with an object and gets back with it, by their name in the API's shapes. */
export interface ContentHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  readonly Expires?: string;
}

interface Version {
  readonly key: string;
  /** Grows with each version. */
  readonly sequence: number;
  /** `null` for versions written while versioning was not enabled. */
  readonly versionId: string;
  readonly modifiedMs: number;
}

export interface DeleteMarker extends Version {
  readonly type: 'delete-marker';
}

interface ObjectPart {
  readonly number: number;
  readonly size: number;
  readonly checksum?: string;
}

export interface ObjectVersion extends Version {
  readonly type: 'object';
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly segments: readonly Segment[];
  readonly headers: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
  readonly checksum: Checksum;
  /** Of an object uploaded in parts. */
  readonly parts?: readonly ObjectPart[];
}

export type StoredVersion = ObjectVersion | DeleteMarker;

export function currentVersion(tx: Transaction, bucket: string, objectKey: string): StoredVersion | undefined {
  for (const [, version] of tx.scan<StoredVersion>(within('s3', 'version', bucket, objectKey))) return version;
  return undefined;
}

export function versionWithId(
  tx: Transaction,
  bucket: string,
  objectKey: string,
  versionId: string,
): StoredVersion | undefined {
  for (const [, version] of tx.scan<StoredVersion>(within('s3', 'version', bucket, objectKey)))
    if (version.versionId === versionId) return version;
  return undefined;
}

export function putVersion(tx: Transaction, bucket: string, version: StoredVersion): void {
  tx.put(versionKey(bucket, version), version);
}

export function removeVersion(tx: Transaction, bucket: string, version: StoredVersion): void {
  tx.delete(versionKey(bucket, version));
}

/** Every version of every key in a range of positions, by key and then from the newest. */
export function* versionsIn(tx: Transaction, range: Range): Generator<StoredVersion> {
  for (const [, version] of tx.scan<StoredVersion>(range)) yield version;
}

/** Where the versions of keys that begin with `prefix` stand. */
export function prefixRange(bucket: string, prefix: string): Range {
  const from = key('s3', 'version', bucket, prefix).slice(0, -1);
  return prefix === '' ? within('s3', 'version', bucket) : { from, to: `${from}\uffff` };
}

/** The position past every version of a key. */
export function pastKey(bucket: string, objectKey: string): string {
  return within('s3', 'version', bucket, objectKey).to;
}

/** The position past one version of a key. */
export function pastVersion(bucket: string, version: Pick<Version, 'key' | 'sequence'>): string {
  return `${versionKey(bucket, version)}\uffff`;
}

function versionKey(bucket: string, { key: objectKey, sequence }: Pick<Version, 'key' | 'sequence'>): string {
  return key('s3', 'version', bucket, objectKey, Number.MAX_SAFE_INTEGER - sequence);
}
