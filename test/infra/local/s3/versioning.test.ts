import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'versioned';
const Key = 'k';
let rig: S3Rig;
beforeEach(async () => {
  rig = s3Rig();
  await rig.client.send(new CreateBucketCommand({ Bucket }));
});

const versioning = (Status: 'Enabled' | 'Suspended') =>
  rig.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
const put = async (Body: string) => (await rig.client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
const remove = (VersionId?: string) =>
  rig.client.send(new DeleteObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }));
const get = (VersionId?: string) =>
  rig.client.send(new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }));
const text = async (VersionId?: string) => (await get(VersionId)).Body?.transformToString();

test('without versioning there are no version ids', async () => {
  expect(await put('one')).toBeUndefined();
  expect((await get()).VersionId).toBeUndefined();
  expect((await remove()).DeleteMarker).toBeUndefined();
});

test('every version stays readable until it is deleted by its id', async () => {
  await versioning('Enabled');
  const [one, two] = [await put('one'), await put('two')];
  expect([await text(), await text(one), await text(two)]).toEqual(['two', 'one', 'two']);
  const marker = await remove();
  expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.stringMatching(/^[\w.]{32}$/) as string });
  expect(await refusal(get())).toEqual({ code: 'NoSuchKey', status: 404 });
  expect(await refusal(get(marker.VersionId))).toEqual({ code: 'MethodNotAllowed', status: 405 });
  expect(await text(two)).toBe('two');

  expect(await remove(marker.VersionId)).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
  expect(await text()).toBe('two');
  await remove(two);
  expect(await text()).toBe('one');
  expect(await refusal(get(two))).toEqual({ code: 'NoSuchVersion', status: 404 });
  expect(await refusal(get('no version!'))).toEqual({ code: 'InvalidArgument', status: 400 });
});

test('a missing key tells of the delete marker in its place', async () => {
  await versioning('Enabled');
  await put('one');
  const { VersionId } = await remove();
  const answer = rig.send({ path: `/${Bucket}/${Key}` });
  expect(answer.headers).toMatchObject({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': VersionId });
});

test('what was there before is the null version', async () => {
  await put('before');
  await versioning('Enabled');
  await put('after');
  expect(await text('null')).toBe('before');
  expect((await rig.client.send(new HeadObjectCommand({ Bucket, Key, VersionId: 'null' }))).VersionId).toBe('null');
});

test('while suspended only the null version is replaced', async () => {
  await versioning('Enabled');
  const one = await put('one');
  await versioning('Suspended');
  expect(await put('two')).toBe('null');
  expect(await put('three')).toBe('null');
  expect([await text(), await text(one)]).toEqual(['three', 'one']);
  expect(await remove()).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
  expect((await refusal(get())).code).toBe('NoSuchKey');
  expect(await text(one)).toBe('one');
});

test('a bucket is empty only without versions', async () => {
  await versioning('Enabled');
  const one = await put('one');
  const marker = await remove();
  expect((await refusal(rig.client.send(new DeleteBucketCommand({ Bucket })))).code).toBe('BucketNotEmpty');
  const Objects = [one, marker.VersionId].map((VersionId) => ({ Key, VersionId }));
  const { Deleted } = await rig.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted?.map(({ DeleteMarker }) => DeleteMarker)).toEqual([undefined, true]);
  await rig.client.send(new DeleteBucketCommand({ Bucket }));
});
