import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'listed';
let rig: S3Rig;
beforeEach(async () => {
  rig = s3Rig();
  await rig.client.send(new CreateBucketCommand({ Bucket }));
});

const fill = (...keys: string[]) => keys.forEach((Key) => rig.call('s3', 'PutObject', { Bucket, Key, Body: Key }));
const list = (more = {}) => rig.client.send(new ListObjectsV2Command({ Bucket, ...more }));
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe('objects', () => {
  const KEYS = ['a', 'b/1', 'b/2', 'b/c/3', 'c', 'd/4', 'ü', '\uff5e', '😀'];
  beforeEach(() => fill(...KEYS.toReversed()));

  test('come in the order of their UTF-8 bytes', async () => {
    const { Contents, KeyCount, IsTruncated } = await list();
    expect(Contents?.map(({ Key }) => Key)).toEqual(KEYS);
    expect([KeyCount, IsTruncated]).toEqual([KEYS.length, false]);
    expect(Contents?.[1]).toMatchObject({ Size: 3, StorageClass: 'STANDARD', LastModified: new Date(rig.now()) });
    expect(Contents?.[1]?.Owner).toBeUndefined();
    expect((await list({ FetchOwner: true })).Contents?.[0]?.Owner?.ID).toBeDefined();
  });

  test('roll up to a delimiter', async () => {
    const { Contents, CommonPrefixes } = await list({ Delimiter: '/' });
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a', 'c', 'ü', '\uff5e', '😀']);
    expect(CommonPrefixes).toEqual([{ Prefix: 'b/' }, { Prefix: 'd/' }]);
    const inside = await list({ Delimiter: '/', Prefix: 'b/' });
    expect(inside.Contents?.map(({ Key }) => Key)).toEqual(['b/1', 'b/2']);
    expect(inside.CommonPrefixes).toEqual([{ Prefix: 'b/c/' }]);
  });

  test('can begin after a key', async () => {
    expect((await list({ StartAfter: 'b/2' })).Contents?.[0]?.Key).toBe('b/c/3');
    expect((await list({ StartAfter: 'b' })).Contents?.[0]?.Key).toBe('b/1');
  });

  test('come in pages of the older kind too', async () => {
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await rig.client.send(
        new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2, ...(Marker && { Marker }) }),
      );
      seen.push(
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      );
      Marker = page.NextMarker;
      expect(page.IsTruncated).toBe(Marker !== undefined);
    } while (Marker !== undefined);
    expect(seen).toEqual(['a', 'b/', 'c', 'd/', 'ü', '\uff5e', '😀']);
  });

  test('can have their names encoded', async () => {
    fill('x y+z/ü(1)');
    const { Contents, Prefix, EncodingType } = await list({ Prefix: 'x ', EncodingType: 'url' });
    expect(Contents?.[0]?.Key).toBe('x+y%2Bz/%C3%BC%281%29');
    expect([Prefix, EncodingType]).toEqual(['x+', 'url']);
  });

  test('none, if so many are asked for', async () => {
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(await refusal(list({ MaxKeys: -1 }))).toEqual({ code: 'InvalidArgument', status: 400 });
  });
});

test('a listing in pages is the listing, whatever keys, prefix and delimiter', async () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\u0001', 'é', '😀'), minLength: 1, maxLength: 6 });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 14 }),
      fc.constantFrom('', 'a', 'a/', 'é'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 4 }),
      async (keys, Prefix, Delimiter, pageSize) => {
        const name = `round-${(round += 1)}`;
        rig.call('s3', 'CreateBucket', { Bucket: name });
        for (const Key of keys) rig.call('s3', 'PutObject', { Bucket: name, Key });
        const rolled = keys
          .filter((one) => one.startsWith(Prefix))
          .map((one) => {
            const at = Delimiter === '' ? -1 : one.indexOf(Delimiter, Prefix.length);
            return at < 0 ? one : one.slice(0, at + 1);
          });
        const expected = [...new Set(rolled)].sort(byBytes);
        const names: string[] = [];
        const input = { Bucket: name, Prefix, Delimiter, EncodingType: 'url' as const };
        for await (const page of paginateListObjectsV2({ client: rig.client, pageSize }, input)) {
          const entries = [
            ...(page.Contents ?? []).map(({ Key }) => Key),
            ...(page.CommonPrefixes ?? []).map((one) => one.Prefix),
          ];
          expect(entries.length).toBeLessThanOrEqual(pageSize);
          names.push(...entries.map((entry) => decodeURIComponent((entry ?? '').replaceAll('+', ' '))));
        }
        expect(names.sort(byBytes)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

describe('versions', () => {
  beforeEach(() =>
    rig.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })),
  );

  test('come newest first, with delete markers among them, page by page', async () => {
    fill('a', 'a', 'b', 'a', 'dir/x', 'dir/y');
    rig.call('s3', 'DeleteObject', { Bucket, Key: 'a' });
    const all = await rig.client.send(new ListObjectVersionsCommand({ Bucket, Delimiter: '/' }));
    expect(all.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([
      ['a', false],
      ['a', false],
      ['a', false],
      ['b', true],
    ]);
    expect(all.DeleteMarkers?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([['a', true]]);
    expect(all.CommonPrefixes).toEqual([{ Prefix: 'dir/' }]);

    const seen: (string | undefined)[] = [];
    let markers = {};
    for (;;) {
      const page = await rig.client.send(
        new ListObjectVersionsCommand({ Bucket, Delimiter: '/', MaxKeys: 1, ...markers }),
      );
      seen.push(
        ...[...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])].map(
          ({ VersionId, IsLatest }) => `${VersionId}${IsLatest}`,
        ),
      );
      if (page.IsTruncated !== true) break;
      markers = {
        KeyMarker: page.NextKeyMarker,
        ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }),
      };
    }
    const expected = [...(all.DeleteMarkers ?? []), ...(all.Versions ?? [])].map(
      ({ VersionId, IsLatest }) => `${VersionId}${IsLatest}`,
    );
    expect(seen).toEqual(expected);
  });

  test('a key behind a delete marker is not listed', async () => {
    fill('a', 'dir/x', 'b');
    rig.call('s3', 'DeleteObject', { Bucket, Key: 'a' });
    rig.call('s3', 'DeleteObject', { Bucket, Key: 'dir/x' });
    const { Contents, CommonPrefixes } = await list({ Delimiter: '/' });
    expect(Contents?.map(({ Key }) => Key)).toEqual(['b']);
    expect(CommonPrefixes).toBeUndefined();
  });
});
