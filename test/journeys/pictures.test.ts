import { fileURLToPath } from 'node:url';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dataDirectory, startSystem, type LocalSystem } from './local-system.ts';
import { galleryPage } from './pictures/gallery-page.ts';
import { askForUpload, gallery, sendForm, unsigned, type GalleryImage } from './pictures/gallery.ts';
import { chromium, openPage } from './pictures/headless-chromium.ts';

const SAMPLES = fileURLToPath(new URL('../../schemas/sample/', import.meta.url));
const ORDER = 'order-1001';
const PATIENCE = { timeout: 60_000, interval: 200 };

const data = dataDirectory();
let system: LocalSystem;
let s3: S3Client;

async function start(): Promise<void> {
  system = await startSystem(data);
  s3 = new S3Client({ ...system.access, forcePathStyle: true });
}

beforeAll(async () => {
  await start();
  expect((await system.command('publish', `${SAMPLES}orders.ndjson`)).code).toBe(0);
  await vi.waitFor(async () => expect(await gallery(system, ORDER)).toEqual([]), PATIENCE);
}, 120_000);
afterAll(() => system.end('SIGTERM'));

async function image(...args: string[]): Promise<{ readonly code: number; readonly image: GalleryImage }> {
  const { code, stdout, stderr } = await system.command('image', ORDER, ...args, '--json');
  if (stdout === '') throw new Error(stderr);
  return { code, image: JSON.parse(stdout) as GalleryImage };
}

async function keysIn(bucket: 'Uploads' | 'Pictures'): Promise<string[]> {
  const list = new ListObjectsV2Command({ Bucket: system.output(`${bucket}BucketName`) });
  return ((await s3.send(list)).Contents ?? []).map(({ Key = '' }) => Key);
}

async function shown(uploadId: string): Promise<GalleryImage | undefined> {
  return (await gallery(system, ORDER)).find((one) => one.uploadId === uploadId);
}

const drawn = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

test('a picture uploaded by the command can be opened in every size', async () => {
  const caption = '<b>Grüße</b> & "so on"';
  const { code, image: uploaded } = await image(`${SAMPLES}sunset.jpg`, '--caption', caption);
  expect(code).toBe(0);
  expect(uploaded).toMatchObject({
    state: 'uploaded',
    kind: 'artwork',
    caption,
    pixels: { width: 1400, height: 1000 },
  });
  const widths = { '160': 160, '480': 480, '1200': 1200, full: 1400 };
  for (const [size, width] of Object.entries(widths)) {
    const response = await fetch(uploaded.urls?.[size as keyof typeof widths] ?? '');
    expect(response.status).toBe(200);
    const picture = sharp(Buffer.from(await response.arrayBuffer()));
    expect(await picture.metadata()).toMatchObject({ format: 'webp', width });
    expect((await picture.stats()).channels.every(({ stdev }) => stdev > 20)).toBe(true);
  }
  const address = new URL(uploaded.urls?.['160'] ?? '');
  address.pathname = address.pathname.replace('160.webp', 'event.json');
  expect((await fetch(address)).status).toBe(403);
});

test('a form of any client uploads one, and only what it was asked for', async () => {
  const content = new Uint8Array(await drawn(300, 500, '#2a9d8f').png().toBuffer());
  const form = await askForUpload(system, ORDER, { kind: 'damage' });
  expect(await sendForm(form, content, { key: `uploads/${ORDER}/other` })).toBe(403);
  expect(await sendForm(form, content, { 'x-amz-meta-kind': 'artwork' })).toBe(403);
  expect(await sendForm(form, content, { 'Content-Type': 'text/html' })).toBe(403);
  expect(await sendForm(form, new Uint8Array((15 << 20) + 1))).toBe(400);
  expect(await sendForm(form, content)).toBe(201);
  await expect
    .poll(() => shown(form.id), PATIENCE)
    .toMatchObject({
      state: 'uploaded',
      kind: 'damage',
      caption: null,
      pixels: { width: 300, height: 500 },
      dominantColour: '#2a9d8f',
    });
});

test('what is no picture is refused with the reasons, and set aside', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'orderlog-journey-')), 'invoice.jpg');
  writeFileSync(file, '%PDF-1.7 and more');
  const { code, image: refused } = await image(file, '--kind', 'proof-of-delivery');
  expect(code).toBe(1);
  expect(refused).toMatchObject({ state: 'rejected', kind: 'proof-of-delivery', reasons: [{ code: 'wrong-type' }] });
  expect(refused.urls).toBeUndefined();
  const keys = [`quarantine/${ORDER}/${refused.id}`];
  await expect
    .poll(async () => (await keysIn('Uploads')).filter((key) => !key.startsWith('uploads/')), PATIENCE)
    .toEqual(keys);
  expect(await keysIn('Uploads')).not.toContain(`uploads/${ORDER}/${refused.uploadId}`);
});

test('the newest comes first', async () => {
  const times = (await gallery(system, ORDER)).map(({ at }) => at);
  expect(times).toHaveLength(3);
  expect(times).toEqual(times.toSorted().reverse());
});

/** Tells the intake of an upload as S3 does, and waits until it has dealt with that. */
async function tellAgain(...uploadIds: string[]): Promise<void> {
  const sqs = new SQSClient(system.access);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find((url) => url.includes('PicturesUploadedQueue'));
  const Records = uploadIds.map((id) => ({ s3: { object: { key: `uploads/${ORDER}/${id}` } } }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ Records }) }));
  const counts = new GetQueueAttributesCommand({
    QueueUrl,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  await expect.poll(async () => Object.values((await sqs.send(counts)).Attributes ?? {}), PATIENCE).toEqual(['0', '0']);
}

const versionOf = async (): Promise<number> =>
  (await system.get<{ readonly version: number }>(`/orders/${ORDER}`)).version;

test('S3 may tell of uploads again: nothing changes', async () => {
  const [before, version] = [await unsigned(system, ORDER), await versionOf()];
  const ids = (await gallery(system, ORDER)).map(({ uploadId }) => uploadId);
  await tellAgain(...ids);
  await tellAgain(...ids.toReversed());
  expect((await system.command('verify')).code).toBe(0);
  expect(await unsigned(system, ORDER)).toEqual(before);
  expect(await versionOf()).toBe(version);
});

test('a rebuild ends in the same gallery', { timeout: 180_000 }, async () => {
  const before = await unsigned(system, ORDER);
  for (const source of ['store', 'archive']) {
    const { code, stderr } = await system.command('rebuild', 'gallery', '--from', source);
    expect(code, stderr).toBe(0);
    expect(await unsigned(system, ORDER)).toEqual(before);
  }
});

test('a hidden picture is gone with its files, for good', async () => {
  const images = await gallery(system, ORDER);
  const hide = async (id: string): Promise<number> =>
    (await fetch(`${system.http}/orders/${ORDER}/images/${id}`, { method: 'DELETE' })).status;
  expect(await hide('unknown')).toBe(404);
  for (const { id, uploadId } of images.filter(({ kind }) => kind !== 'artwork')) {
    expect(await Promise.all([hide(id), hide(id)])).toEqual([202, 202]);
    await expect.poll(() => shown(uploadId), PATIENCE).toBeUndefined();
    expect(await hide(id)).toBe(202);
    const files = async (): Promise<string[]> =>
      [...(await keysIn('Pictures')), ...(await keysIn('Uploads'))].filter(
        (key) => (key.includes(id) && !key.endsWith('.json')) || key.includes(uploadId),
      );
    await expect.poll(files, PATIENCE).toEqual([]);
    await tellAgain(uploadId);
    expect(await files()).toEqual([]);
  }
  expect((await system.command('verify')).code).toBe(0);
  expect((await gallery(system, ORDER)).map(({ kind }) => kind)).toEqual(['artwork']);
});

test('a kill between upload and gallery loses nothing', { timeout: 180_000 }, async () => {
  for (const [at, delayMs] of [0, 150, 600].entries()) {
    const form = await askForUpload(system, ORDER, { kind: 'artwork', caption: `Before kill ${at + 1}` });
    const content = new Uint8Array(
      await drawn(900, 600, ['#e76f51', '#264653', '#e9c46a'][at] ?? '')
        .jpeg()
        .toBuffer(),
    );
    expect(await sendForm(form, content)).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await system.end('SIGKILL');
    await start();
    await expect
      .poll(() => shown(form.id), PATIENCE)
      .toMatchObject({ state: 'uploaded', caption: `Before kill ${at + 1}` });
  }
  expect((await system.command('verify')).code).toBe(0);
});

if (chromium !== undefined) {
  test('a browser uploads by the form, and shows the gallery', { timeout: 120_000 }, async () => {
    const form = await askForUpload(system, ORDER, { kind: 'artwork', caption: 'By a browser' });
    const uploaded = await openPage('upload', uploadPage(form));
    expect(uploaded).toContain('data-status="201"');
    await expect.poll(() => shown(form.id), PATIENCE).toMatchObject({ state: 'uploaded' });
    const images = await gallery(system, ORDER);
    const page = await openPage('gallery', galleryPage(images));
    const widths = [...page.matchAll(/data-width="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual(images.map(() => expect.any(Number) as number));
    expect(Math.min(...widths)).toBeGreaterThan(100);
  });
}

/** Draws something and sends it, from another origin than the bucket's. */
function uploadPage(form: object): string {
  return `<!doctype html><canvas width="640" height="480"></canvas><script>
    const form = ${JSON.stringify(form)};
    const canvas = document.querySelector('canvas');
    const drawing = canvas.getContext('2d');
    drawing.fillStyle = '#457b9d';
    drawing.fillRect(0, 0, 640, 480);
    drawing.fillStyle = '#f1faee';
    drawing.arc(320, 240, 150, 0, 7);
    drawing.fill();
    canvas.toBlob(async (file) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
      data.append('file', file);
      document.body.dataset.status = await fetch(form.url, { method: 'POST', body: data }).then(({ status }) => status, String);
    }, 'image/png');
  </script>`;
}
