/** Removes what lifecycle rules say has had its time, once a day. */

import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { announce } from '../notification/announce.ts';
import { destroyVersion, storeDeleteMarker } from '../object/store-object.ts';
import { findBucket, type BucketRecord } from '../store/bucket-store.ts';
import { deleteContent } from '../store/content-store.ts';
import { partsOf, removeUpload, uploadsIn } from '../store/upload-store.ts';
import { prefixRange, versionsIn, type ObjectVersion, type StoredVersion } from '../store/version-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { lifecycleRules, type LifecycleFilter, type LifecycleRule } from './lifecycle-rules.ts';

const DAY_MS = 86_400_000;

/** Runs the bucket's rules at every midnight UTC from now on; a second call changes nothing. */
export function scheduleLifecycle(context: Context, bucket: string): void {
  const scheduled = key('s3', 'lifecycle', bucket);
  if (context.tx.get(scheduled) !== undefined) return;
  context.tx.put(scheduled, true);
  const dueMs = Math.floor(context.now / DAY_MS + 1) * DAY_MS;
  context.schedule({ service: 's3', task: 'RunLifecycle', dueMs, payload: { bucket } });
}

/** The task. It goes on for as long as the bucket has rules. */
export function runLifecycle(context: Context, { bucket: name }: { readonly bucket: string }): void {
  context.tx.delete(key('s3', 'lifecycle', name));
  const bucket = findBucket(context.tx, name);
  const configuration = bucket?.configurations['lifecycle'] as XmlTree | undefined;
  if (bucket === undefined || configuration === undefined) return;
  for (const rule of lifecycleRules(configuration)) {
    for (const versions of versionsByKey(context, bucket, rule.filter.prefix))
      expire(context, bucket, { rule, versions });
    abortUploads(context, bucket, rule);
  }
  scheduleLifecycle(context, name);
}

/** The versions of one key after another, the newest first; collected, for the rules change what they walk through. */
function versionsByKey({ tx }: Context, bucket: BucketRecord, prefix: string): StoredVersion[][] {
  const groups: StoredVersion[][] = [];
  for (const version of versionsIn(tx, prefixRange(bucket.name, prefix))) {
    const group = groups.at(-1);
    if (group?.[0]?.key === version.key) group.push(version);
    else groups.push([version]);
  }
  return groups;
}

interface RuleOnKey {
  readonly rule: LifecycleRule;
  readonly versions: readonly StoredVersion[];
}

function expire(context: Context, bucket: BucketRecord, { rule, versions }: RuleOnKey): void {
  const [current, ...noncurrent] = versions;
  if (current === undefined) return;
  noncurrent.forEach((version, at) => {
    const replacedMs = versions[at]?.modifiedMs ?? 0;
    const old = rule.noncurrentAfterDays !== undefined && context.now >= dueAfter(replacedMs, rule.noncurrentAfterDays);
    if (old && at >= rule.noncurrentKept && applies(rule.filter, version)) expireForGood(context, bucket, version);
  });
  if (current.type === 'object') {
    if (isDue(context, rule, current) && applies(rule.filter, current)) expireCurrent(context, bucket, current);
  } else if (rule.expireLoneDeleteMarkers && noncurrent.length === 0) expireForGood(context, bucket, current);
}

function isDue({ now }: Context, rule: LifecycleRule, { modifiedMs }: ObjectVersion): boolean {
  const byAge = rule.expireAfterDays !== undefined && now >= dueAfter(modifiedMs, rule.expireAfterDays);
  return byAge || (rule.expireAtMs !== undefined && now >= rule.expireAtMs);
}

/** With versioning the object is only hidden, as after a DeleteObject. */
function expireCurrent(context: Context, bucket: BucketRecord, current: ObjectVersion): void {
  if (bucket.versioning === undefined) expireForGood(context, bucket, current);
  else
    announce(
      context,
      bucket,
      'LifecycleExpiration:DeleteMarkerCreated',
      storeDeleteMarker(context, bucket, current.key),
    );
}

function expireForGood(context: Context, bucket: BucketRecord, version: StoredVersion): void {
  destroyVersion(context, bucket, version);
  announce(context, bucket, 'LifecycleExpiration:Delete', version);
}

function abortUploads(context: Context, bucket: BucketRecord, { filter, abortUploadsAfterDays }: LifecycleRule): void {
  if (abortUploadsAfterDays === undefined) return;
  for (const upload of uploadsIn(context.tx, bucket.name)) {
    const due = context.now >= dueAfter(upload.initiatedMs, abortUploadsAfterDays);
    if (!due || !upload.key.startsWith(filter.prefix)) continue;
    deleteContent(
      context.tx,
      partsOf(context.tx, upload.uploadId).map(({ segment }) => segment),
    );
    removeUpload(context.tx, bucket.name, upload);
  }
}

/** S3 rounds the time up to the next midnight UTC. */
function dueAfter(sinceMs: number, days: number): number {
  return Math.ceil((sinceMs + days * DAY_MS) / DAY_MS) * DAY_MS;
}

function applies(filter: LifecycleFilter, version: StoredVersion): boolean {
  if (version.type === 'delete-marker') return filter.tags.length === 0;
  const hasTag = (name: string, value: string): boolean =>
    version.tags.some(({ Key, Value }) => Key === name && Value === value);
  return (
    version.size > filter.largerThan &&
    version.size < filter.smallerThan &&
    filter.tags.every(({ Key, Value }) => hasTag(Key, Value))
  );
}
