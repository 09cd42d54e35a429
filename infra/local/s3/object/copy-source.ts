/** The source of a copy: `bucket/key?versionId=…`, URL-encoded, with conditions of its own. */

import type { Context } from '../../kernel/context.ts';
import { invalidArgument } from '../s3-error.ts';
import { checkCopyConditions, type ReadConditions } from './conditions.ts';
import { findObject, type FoundObject } from './find-object.ts';

export interface CopySourceInput {
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string;
  readonly CopySourceIfNoneMatch?: string;
  readonly CopySourceIfModifiedSince?: string;
  readonly CopySourceIfUnmodifiedSince?: string;
  readonly ExpectedSourceBucketOwner?: string;
}

/** The source, once the caller may read it and the conditions hold. */
export function findCopySource(context: Context, input: CopySourceInput): FoundObject {
  const owner =
    input.ExpectedSourceBucketOwner === undefined ? {} : { ExpectedBucketOwner: input.ExpectedSourceBucketOwner };
  const found = findObject(context, { ...parseCopySource(input.CopySource), ...owner }, 's3:GetObject');
  checkCopyConditions(found.object, copyConditions(input));
  return found;
}

function parseCopySource(source: string) {
  const [path = '', query = ''] = source.split('?', 2);
  const decoded = decoding(path).replace(/^\//, '');
  const slash = decoded.indexOf('/');
  const VersionId = new URLSearchParams(query).get('versionId');
  if (slash < 1 || slash === decoded.length - 1)
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      source,
    );
  return {
    Bucket: decoded.slice(0, slash),
    Key: decoded.slice(slash + 1),
    ...(VersionId !== null && { VersionId }),
  };
}

function decoding(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidArgument('Invalid copy source encoding.', 'x-amz-copy-source', path);
  }
}

function copyConditions(input: CopySourceInput): ReadConditions {
  return Object.fromEntries(
    Object.entries({
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    }).filter(([, value]) => value !== undefined),
  );
}
