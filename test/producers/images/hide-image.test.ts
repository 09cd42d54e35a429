import { expect, test } from 'vitest';
import { evolveGallery } from '../../../domain/gallery/gallery-state.ts';
import { hideImage } from '../../../producers/images/hide-image/hide-image.ts';
import { removeFiles } from '../../../producers/images/remove-files/remove-files.ts';
import type { Publisher } from '../../../producers/publisher/publisher.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { intakeWorld } from './intake-world.ts';
import { jpegOf, photograph, pngOf } from './photograph.ts';

const ORDER = 'order-1';
const KEY = `uploads/${ORDER}/upload-1`;
const good = await jpegOf(photograph(60, 40));
const bad = Buffer.from('%PDF-1.7 and nothing else');

/** A world with one image, as it came out of the intake, and the two who hide it. */
async function worldWith(content: Buffer) {
  const world = intakeWorld();
  const [intake] = await world.takeIn(world.upload(KEY, content));
  if (intake?.type !== 'uploaded' && intake?.type !== 'rejected') throw new Error('it was not taken in');
  const { imageId } = intake.event.data;
  const texts = new Map([[`thumbnails/${ORDER}/${imageId}/event.json`, JSON.stringify(intake.event)]]);
  const published: ReleasedEvent[] = [];
  let clock = Date.UTC(2026, 1, 1);
  const publish: Publisher['publish'] = async (events) => {
    published.push(...events);
    return { accepted: [], refused: [], failed: [] };
  };
  const state = evolveGallery({}, { ...intake.event, sequence: 1 });
  const hide = hideImage({
    load: async (order) => (order === ORDER ? state : undefined),
    pictures: {
      putJsonOnce: async (key, text) => texts.get(key) ?? (texts.set(key, text), text),
    },
    publisher: { publish },
    now: () => (clock += 1_000),
  });
  const remove = removeFiles({
    pictures: { readJson: async (key) => texts.get(key) },
    uploads: world.uploads,
    files: {
      removePicture: async (key) => void world.pictures.delete(key),
      removeQuarantined: async (key) => void world.uploaded.delete(key),
    },
  });
  const ask = async (order: string, image: string) =>
    (await hide({ path: { id: order, imageId: image }, query: {}, headers: {} })).status;
  return { world, imageId, published, ask, remove };
}

test('an image is hidden by the very same event, however often it is asked for', async () => {
  const { imageId, published, ask } = await worldWith(good);
  expect([await ask(ORDER, imageId), await ask(ORDER, imageId)]).toEqual([202, 202]);
  expect(published[0]).toMatchObject({
    type: 'ImageHidden',
    subject: ORDER,
    data: { imageId },
    source: 'orderlog.images',
  });
  expect(published[1]).toEqual(published[0]);
});

test('what is not known is not hidden', async () => {
  const { imageId, published, ask } = await worldWith(good);
  expect([await ask(ORDER, 'other'), await ask('order-2', imageId), await ask('an order', imageId)]).toEqual([
    404, 404, 404,
  ]);
  expect(published).toEqual([]);
});

test.each([
  ['a picture', good],
  ['a rejected file', bad],
])('the files of %s are removed, again and again', async (_, content) => {
  const { world, imageId, remove } = await worldWith(content);
  for (let time = 0; time < 2; time += 1) {
    await remove(ORDER, imageId);
    expect([...world.uploaded.keys()]).toEqual([]);
    expect([...world.pictures.keys()].filter((key) => key.endsWith('.webp'))).toEqual([]);
  }
});

test('another file at the same key stays', async () => {
  const { world, imageId, remove } = await worldWith(good);
  world.upload(KEY, await pngOf(photograph(50, 40)));
  await remove(ORDER, imageId);
  expect([...world.uploaded.keys()]).toEqual([KEY]);
});

test('of an image that nothing was decided of there is nothing to remove', async () => {
  const { world, remove } = await worldWith(good);
  const before = world.state();
  await remove(ORDER, 'other');
  expect(world.state()).toEqual(before);
});
