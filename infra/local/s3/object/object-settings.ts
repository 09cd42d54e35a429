/** What a client may say about an object it stores: headers, metadata, tags, storage class. Checked and brought to store. */

import { invalidArgument, notImplemented, s3Error } from '../s3-error.ts';
import type { ContentHeaders, ObjectVersion } from '../store/version-store.ts';
import { headerText } from '../wire/header-text.ts';
import { parseTagging } from './tags.ts';

export interface SettingsInput extends ContentHeaders {
  readonly Metadata?: Readonly<Record<string, string>>;
  /** As a URL query: `a=1&b=2`. */
  readonly Tagging?: string;
  readonly StorageClass?: string;
  readonly ServerSideEncryption?: string;
  readonly ACL?: string;
}

export type ObjectSettings = Pick<ObjectVersion, 'headers' | 'metadata' | 'tags' | 'storageClass'>;

const MAX_KEY_BYTES = 1024;
const MAX_METADATA_BYTES = 2048;
const STORAGE_CLASSES = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
];

/** Throws the error of S3 for the first setting it would refuse, and NotImplemented for those the engine lacks. */
export function objectSettings(key: string, input: SettingsInput): ObjectSettings {
  checkKey(key);
  checkPlainEncryption(input.ServerSideEncryption);
  checkAcl(input.ACL);
  return {
    headers: contentHeaders(input),
    metadata: checkedMetadata(input.Metadata ?? {}),
    tags: parseTagging(input.Tagging ?? ''),
    storageClass: checkedStorageClass(input.StorageClass ?? 'STANDARD'),
  };
}

function contentHeaders(input: ContentHeaders): ContentHeaders {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires } = input;
  const given = { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, headerText(name, value)]] : [])),
  );
}

function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES)
    throw s3Error('KeyTooLongError', 400, 'Your key is too long', { Size: size, MaxSizeAllowed: MAX_KEY_BYTES });
}

/** Every object counts as encrypted with S3's own keys; there is no KMS here. */
function checkPlainEncryption(encryption: string | undefined): void {
  if (encryption !== undefined && encryption !== 'AES256') throw notImplemented('x-amz-server-side-encryption');
}

/** Buckets enforce their owner's ownership, as new ones on AWS do, so only these lists are accepted. */
export function checkAcl(acl: string | undefined): void {
  if (acl !== undefined && acl !== 'private' && acl !== 'bucket-owner-full-control')
    throw s3Error('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
}

function checkedMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value] as const);
  const odd = entries.find(([name]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name));
  if (odd !== undefined) throw invalidArgument('The name of metadata must be one a header can have.', ...odd);
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > MAX_METADATA_BYTES)
    throw s3Error('MetadataTooLarge', 400, 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: size,
      MaxSizeAllowed: MAX_METADATA_BYTES,
    });
  return Object.fromEntries(entries);
}

function checkedStorageClass(storageClass: string): string {
  if (STORAGE_CLASSES.includes(storageClass)) return storageClass;
  if (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') throw notImplemented('x-amz-storage-class');
  throw s3Error('InvalidStorageClass', 400, 'The storage class you specified is not valid', {
    StorageClassRequested: storageClass,
  });
}
