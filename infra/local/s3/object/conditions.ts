/** Conditional requests on objects. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html */

import { noSuchKey, notImplemented, preconditionFailed, s3Error } from '../s3-error.ts';
import type { ObjectVersion, StoredVersion } from '../store/version-store.ts';

/** Times are HTTP dates, or anything else Date can read. */
export interface ReadConditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly IfModifiedSince?: string;
  readonly IfUnmodifiedSince?: string;
}

/** Throws PreconditionFailed, or NotModified (304). An entity tag outweighs a time, as RFC 9110 has it. */
export function checkReadConditions(object: ObjectVersion, conditions: ReadConditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (object.modifiedMs > instant(IfUnmodifiedSince, Infinity)) throw preconditionFailed('If-Unmodified-Since');
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, object.etag)) throw notModified(object);
  } else if (object.modifiedMs <= instant(IfModifiedSince, -Infinity)) throw notModified(object);
}

/** The same for the source of a copy, which never answers 304. */
export function checkCopyConditions(object: ObjectVersion, conditions: ReadConditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, object.etag)) throw preconditionFailed('x-amz-copy-source-If-Match');
  } else if (object.modifiedMs > instant(IfUnmodifiedSince, Infinity))
    throw preconditionFailed('x-amz-copy-source-If-Unmodified-Since');
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, object.etag)) throw preconditionFailed('x-amz-copy-source-If-None-Match');
  } else if (object.modifiedMs <= instant(IfModifiedSince, -Infinity))
    throw preconditionFailed('x-amz-copy-source-If-Modified-Since');
}

export interface WriteConditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** Throws PreconditionFailed unless the key is in the state the writer expects; NoSuchKey if it expects one that is not. */
export function checkWriteConditions(
  key: string,
  current: StoredVersion | undefined,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void {
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw notImplemented('If-None-Match');
  if (IfNoneMatch !== undefined && current?.type === 'object') throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (current?.type !== 'object') throw noSuchKey(key);
  if (!matches(IfMatch, current.etag)) throw preconditionFailed('If-Match');
}

/** Whether a list of entity tags, quoted or not, or `*`, has this one. */
function matches(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const tag = entry.trim().replace(/^W\//, '').replaceAll('"', '');
    return tag === '*' || tag === etag;
  });
}

function instant(time: string | undefined, otherwise: number): number {
  const ms = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(ms) ? otherwise : ms;
}

function notModified({ etag, modifiedMs }: ObjectVersion) {
  const headers = { etag: `"${etag}"`, 'last-modified': new Date(modifiedMs).toUTCString() };
  return s3Error('NotModified', 304, 'Not Modified', {}, headers);
}
