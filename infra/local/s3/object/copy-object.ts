/** CopyObject. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */

import type { Context } from '../../kernel/context.ts';
import { openObject, type ObjectInput } from '../access.ts';
import { checksumOf } from '../checksum/checksums.ts';
import { knownAlgorithm } from '../checksum/verify-content.ts';
import { announce } from '../notification/announce.ts';
import { invalidArgument, invalidRequest } from '../s3-error.ts';
import { putContent, readContent } from '../store/content-store.ts';
import { currentVersion, type ObjectVersion } from '../store/version-store.ts';
import { checkWriteConditions, type WriteConditions } from './conditions.ts';
import { findCopySource, type CopySourceInput } from './copy-source.ts';
import { describeChecksum } from './describe-object.ts';
import { objectSettings, type ObjectSettings, type SettingsInput } from './object-settings.ts';
import { reportedVersion, storeObject } from './store-object.ts';
import { etagOf } from './etag.ts';

export interface CopyObjectInput extends ObjectInput, SettingsInput, CopySourceInput, WriteConditions {
  /** COPY (the source's) or REPLACE (this request's). */
  readonly MetadataDirective?: string;
  readonly TaggingDirective?: string;
  readonly ChecksumAlgorithm?: string;
}

export function copyObject(context: Context, input: CopyObjectInput) {
  const bucket = openObject(context, input, 's3:PutObject');
  const { bucket: sourceBucket, object: source } = findCopySource(context, input);
  const settings = copiedSettings(source, input);
  if (sourceBucket.name === bucket.name && source.key === input.Key) refuseNoChange(input, source);
  checkWriteConditions(input.Key, currentVersion(context.tx, bucket.name, input.Key), input);
  const algorithm = knownAlgorithm(input.ChecksumAlgorithm) ?? source.checksum.algorithm;
  const body = readContent(context.tx, source.segments, 0, source.size);
  const version = storeObject(context, bucket, {
    type: 'object',
    key: input.Key,
    size: source.size,
    etag: etagOf(body),
    segments: body.length === 0 ? [] : [putContent(context, body)],
    checksum: { algorithm, value: checksumOf(algorithm, body), type: 'FULL_OBJECT' },
    ...settings,
  });
  announce(context, bucket, 'ObjectCreated:Copy', version);
  return {
    CopyObjectResult: {
      ETag: `"${version.etag}"`,
      LastModified: version.modifiedMs,
      ...describeChecksum(version.checksum),
    },
    ServerSideEncryption: 'AES256',
    ...(sourceBucket.versioning !== undefined && { CopySourceVersionId: source.versionId }),
    ...reportedVersion(bucket, version),
  };
}

function copiedSettings(source: ObjectVersion, input: CopyObjectInput): ObjectSettings {
  const own = objectSettings(input.Key, input);
  const replaces = directive('x-amz-metadata-directive', input.MetadataDirective);
  const retags = directive('x-amz-tagging-directive', input.TaggingDirective);
  return {
    headers: replaces ? own.headers : source.headers,
    metadata: replaces ? own.metadata : source.metadata,
    tags: retags ? own.tags : source.tags,
    storageClass: own.storageClass,
  };
}

/** Whether the request's own values replace the source's. */
function directive(header: string, value = 'COPY'): boolean {
  if (value === 'COPY' || value === 'REPLACE') return value === 'REPLACE';
  throw invalidArgument('Unknown directive.', header, value);
}

function refuseNoChange(input: CopyObjectInput, source: ObjectVersion): void {
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    input.ServerSideEncryption !== undefined ||
    (input.StorageClass ?? source.storageClass) !== source.storageClass ||
    input.CopySource.includes('versionId=');
  if (!changes)
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}
