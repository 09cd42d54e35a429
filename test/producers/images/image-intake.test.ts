import { describe, expect, test } from 'vitest';
import { intakeWorld } from './intake-world.ts';
import { jpegOf, photograph, pngOf } from './photograph.ts';

const KEY = 'uploads/order-1/upload-1';
const good = await jpegOf(photograph(60, 40));
const other = await pngOf(photograph(50, 40));
const bad = Buffer.from('%PDF-1.7 and nothing else');

describe('an upload', () => {
  test('that is a picture is published with its pictures beside it', async () => {
    const world = intakeWorld();
    const [intake] = await world.takeIn(world.upload(KEY, good, { kind: 'artwork', caption: 'Gr%C3%BC%C3%9Fe' }));
    if (intake?.type !== 'uploaded' || intake.event.type !== 'ImageUploaded') throw new Error('it was not taken in');
    const { data, subject, time } = intake.event;
    expect({ subject, time }).toEqual({ subject: 'order-1', time: world.uploaded.get(KEY)?.lastModified });
    expect(data).toMatchObject({ kind: 'artwork', caption: 'Grüße', key: KEY, format: 'jpeg', bytes: good.length });
    expect(data).toMatchObject({ pixels: { width: 60, height: 40 }, frames: 1 });
    const keys = (['160', '480', '1200', 'full'] as const).map((size) => data.pictures[size].key);
    expect(keys).toContain(`thumbnails/order-1/${data.imageId}/480.webp`);
    expect([...world.pictures.keys()].filter((key) => key.endsWith('.webp')).sort()).toEqual(keys.sort());
  });

  test('that is none is set aside with the reasons and published as rejected', async () => {
    const world = intakeWorld();
    const [intake] = await world.takeIn(world.upload(KEY, bad, {}));
    if (intake?.type !== 'rejected' || intake.event.type !== 'ImageRejected') throw new Error('it was not rejected');
    const { data } = intake.event;
    expect(data.reasons.map(({ code }) => code)).toEqual(['unknown-kind', 'wrong-type']);
    expect([...world.uploaded.keys()]).toEqual([data.quarantineKey]);
    expect(world.uploaded.get(data.quarantineKey)).toMatchObject({
      content: bad,
      metadata: { reasons: expect.stringContaining('PDF') as string },
    });
    expect([...world.pictures.keys()].filter((key) => key.endsWith('.webp'))).toEqual([]);
  });

  test('that is too large is rejected without being read', async () => {
    const world = intakeWorld();
    const [intake] = await world.takeIn(world.upload(KEY, Buffer.alloc((1 << 20) + 1)));
    expect(intake).toMatchObject({
      type: 'rejected',
      event: { data: { bytes: (1 << 20) + 1, reasons: [{ code: 'too-large' }] } },
    });
    expect(intake).not.toHaveProperty('event.data.sha256');
  });

  test('of an order whose id needs encoding lands where a path leads', async () => {
    const world = intakeWorld();
    await world.takeIn(world.upload('uploads/%2E%2E/u', good), world.upload('uploads/a%3Ab/u', good));
    expect([...world.events.values()].map(({ subject }) => subject)).toEqual(['..', 'a:b']);
    expect([...world.pictures.keys()].every((key) => /^thumbnails\/(%2E%2E|a%3Ab)\/[^/]+\/[^/]+$/.test(key))).toBe(
      true,
    );
  });
});

test('keys that are no uploads are not even read', async () => {
  const world = intakeWorld();
  const keys = [
    'thumbnails/o/i/160.webp',
    'quarantine/o/i',
    'uploads/o',
    'uploads/o/',
    'uploads/o/u/160.webp',
    'uploads/an%20order/u',
    'o/u',
    '',
  ];
  const intakes = await world.takeIn(...keys.map((key) => world.upload(key, good)));
  expect(intakes.map(({ type }) => type)).toEqual(keys.map(() => 'ignored'));
  expect(world.reads()).toBe(0);
  expect(world.events.size).toBe(0);
});

describe('notices may come as they please', () => {
  test('twice, side by side, and after the upload was done with', async () => {
    for (const content of [good, bad]) {
      const world = intakeWorld();
      const ref = world.upload(KEY, content);
      await Promise.all([world.takeIn(ref, ref), world.takeIn(ref)]);
      const once = world.state();
      await world.takeIn(ref);
      expect(world.state()).toEqual(once);
      expect(world.events.size).toBe(1);
    }
  });

  test('of an object that was deleted', async () => {
    const world = intakeWorld();
    expect(await world.takeIn({ key: KEY })).toEqual([{ type: 'gone', ref: { key: KEY } }]);
  });

  test('the same bytes again, later and with another caption, change nothing', async () => {
    for (const content of [good, bad]) {
      const world = intakeWorld();
      await world.takeIn(world.upload(KEY, content));
      const { events, pictures } = world.state();
      await world.takeIn(world.upload(KEY, content, { kind: 'artwork', caption: 'again' }));
      expect(world.state()).toMatchObject({ events, pictures });
    }
  });

  test('other bytes, or the same at another key, are another image', async () => {
    const world = intakeWorld();
    await world.takeIn(world.upload(KEY, good));
    await world.takeIn(world.upload(KEY, other), world.upload('uploads/order-1/upload-2', good));
    expect(new Set([...world.events.values()].map(({ data }) => 'imageId' in data && data.imageId)).size).toBe(3);
  });

  test('one that fails does not keep the others', async () => {
    const world = intakeWorld();
    const [first, second] = [world.upload('uploads/o/1', good), world.upload('uploads/o/2', bad)];
    expect(await world.crash(1, first)).toBe(true);
    const failing = { key: 'uploads/o/3' };
    expect((await world.takeIn(failing, first, second)).map(({ type }) => type)).toEqual([
      'gone',
      'uploaded',
      'rejected',
    ]);
  });
});

describe('killed between any two effects, and tried again, it ends the same', () => {
  test.each([
    ['a picture', good, 6],
    ['a rejected file', bad, 4],
  ])('%s', async (_, content, effects) => {
    const calm = intakeWorld();
    await calm.takeIn(calm.upload(KEY, content));
    let crashes = 0;
    for (let after = 0; ; after += 0.5) {
      const world = intakeWorld();
      const ref = world.upload(KEY, content);
      if (!(await world.crash(after, ref))) break;
      crashes += 1;
      await world.takeIn(ref);
      expect(world.state()).toEqual(calm.state());
    }
    expect(crashes).toBe(2 * effects);
  });

  test('and when the upload is replaced meanwhile, nothing of the new one is lost', async () => {
    for (let after = 0; after < 4; after += 0.5) {
      const world = intakeWorld();
      await world.crash(after, world.upload(KEY, bad));
      await world.takeIn(world.upload(KEY, good), { key: KEY });
      expect(world.uploaded.get(KEY)?.content).toEqual(good);
      expect([...world.events.values()].filter(({ type }) => type === 'ImageUploaded')).toHaveLength(1);
    }
  });
});
