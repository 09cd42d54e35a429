import { beforeEach, describe, expect, test } from 'vitest';
import { s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'aging';
const DAY_MS = 86_400_000;
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
});

const rules = (...Rule: object[]) =>
  rig.call('s3', 'PutBucketLifecycleConfiguration', {
    Bucket,
    Configuration: { Rule: Rule.map((rule) => ({ Status: 'Enabled', ...rule })) },
  });
const put = (Key: string, more = {}) =>
  rig.call<{ VersionId?: string }>('s3', 'PutObject', { Bucket, Key, Body: 'x', ...more });
const keys = () =>
  rig.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', { Bucket }).Contents.map(({ Key }) => Key);
const versions = () => {
  const { Versions, DeleteMarkers } = rig.call<{ Versions: unknown[]; DeleteMarkers: unknown[] }>(
    's3',
    'ListObjectVersions',
    { Bucket },
  );
  return [Versions.length, DeleteMarkers.length];
};

test('objects expire at the midnight after their days are over', () => {
  rules({ Filter: { Prefix: 'tmp/' }, Expiration: { Days: '2' } });
  rig.advance(DAY_MS / 2);
  put('tmp/a');
  put('kept');
  rig.advance(2 * DAY_MS);
  expect(keys()).toEqual(['kept', 'tmp/a']);
  rig.advance(DAY_MS / 2);
  expect(keys()).toEqual(['kept']);
});

test('a filter can ask for tags and sizes', () => {
  const And = { Prefix: '', Tag: [{ Key: 'old', Value: 'yes' }], ObjectSizeGreaterThan: '3' };
  rules({ Filter: { And }, Expiration: { Days: '1' } });
  put('small', { Tagging: 'old=yes' });
  put('large', { Tagging: 'old=yes', Body: 'large enough' });
  put('untagged', { Body: 'large enough' });
  rig.advance(2 * DAY_MS);
  expect(keys()).toEqual(['small', 'untagged']);
});

test('a disabled rule does nothing, a date comes once', () => {
  rules(
    { Status: 'Disabled', Expiration: { Days: '1' } },
    { Expiration: { Date: '2026-01-04T00:00:00Z' }, Prefix: 'x' },
  );
  put('a');
  put('x');
  rig.advance(2 * DAY_MS);
  expect(keys()).toEqual(['a', 'x']);
  rig.advance(DAY_MS);
  expect(keys()).toEqual(['a']);
});

describe('with versioning', () => {
  beforeEach(() => {
    rig.call('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  });

  test('an expired object is hidden, then its versions go, then the marker', () => {
    const aging = { Expiration: { Days: '1' }, NoncurrentVersionExpiration: { NoncurrentDays: '1' } };
    rules(aging);
    put('k');
    rig.advance(DAY_MS);
    expect([keys(), versions()]).toEqual([[], [1, 1]]);
    rig.advance(DAY_MS);
    expect(versions()).toEqual([0, 1]);
    rules(aging, { Expiration: { ExpiredObjectDeleteMarker: 'true' } });
    rig.advance(DAY_MS);
    expect(versions()).toEqual([0, 0]);
  });

  test('so many noncurrent versions stay', () => {
    rules({ NoncurrentVersionExpiration: { NoncurrentDays: '1', NewerNoncurrentVersions: '2' } });
    for (let times = 0; times < 5; times += 1) put('k');
    rig.advance(3 * DAY_MS);
    expect(versions()).toEqual([3, 0]);
  });
});

test('unfinished uploads are given up', () => {
  rules({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: '1' } });
  rig.call('s3', 'CreateMultipartUpload', { Bucket, Key: 'k' });
  const uploads = () => rig.call<{ Uploads: unknown[] }>('s3', 'ListMultipartUploads', { Bucket }).Uploads.length;
  expect(uploads()).toBe(1);
  rig.advance(2 * DAY_MS);
  expect(uploads()).toBe(0);
});

test('the daily task ends with the rules', () => {
  rules({ Expiration: { Days: '1' } });
  rules({ Expiration: { Days: '2' } });
  expect(rig.engine.tasks(10)).toHaveLength(1);
  rig.call('s3', 'DeleteBucketLifecycleConfiguration', { Bucket });
  rig.advance(DAY_MS);
  expect(rig.engine.tasks(10)).toHaveLength(0);
});
