import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evolveGallery, imagesShown, type GalleryState } from '../../../domain/gallery/gallery-state.ts';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import type { OrderEvent } from '../../../domain/order-event.ts';
import { getImages } from '../../../projections/gallery/get-images/get-images.ts';

interface Given {
  readonly type: 'ImageUploaded' | 'ImageRejected' | 'ImageHidden';
  readonly imageId: string;
  readonly time: string;
}

/** Events as their examples are, with another image and time. */
function said(given: readonly Given[]): OrderEvent[] {
  return given.map(({ type, imageId, time }, at) => {
    const example = JSON.parse(readFileSync(`schemas/${type}/1.example.json`, 'utf8')) as { data: object };
    return {
      ...example,
      id: `${type} ${imageId}`,
      time,
      sequence: at + 1,
      data: { ...example.data, imageId },
    } as unknown as OrderEvent;
  });
}

const fold = (events: readonly OrderEvent[]): GalleryState => events.reduce(evolveGallery, {});

const story = said([
  { type: 'ImageUploaded', imageId: 'a', time: '2026-01-01T10:00:00Z' },
  { type: 'ImageRejected', imageId: 'b', time: '2026-01-01T12:00:00Z' },
  { type: 'ImageUploaded', imageId: 'c', time: '2026-01-01T11:00:00Z' },
  { type: 'ImageUploaded', imageId: 'd', time: '2026-01-01T13:00:00Z' },
  { type: 'ImageHidden', imageId: 'd', time: '2026-01-02T00:00:00Z' },
  { type: 'ImageUploaded', imageId: 'aa', time: '2026-01-01T10:00:00Z' },
]);

async function ask(state: GalleryState | undefined, { id = 'order-1', events = 3 } = {}) {
  return getImages({
    load: async () => state,
    store: { head: async () => (events > 0 ? ({ version: events } as LogEntry) : undefined) },
    sign: () => ({
      expiresAt: '2026-01-01T00:15:00.000Z',
      urlOf: async (key) => `https://pictures.example/${key}?signed`,
    }),
  })({ path: { id }, query: {}, headers: {} });
}

test('the newest comes first, and nothing that was hidden, in whatever order it was said', () => {
  for (const events of [story, story.toReversed()])
    expect(imagesShown(fold(events)).map(({ id }) => id)).toEqual(['b', 'c', 'a', 'aa']);
});

test('each size has an address; a rejected one has its reasons instead', async () => {
  const { status, body } = await ask(fold(story));
  const { images } = body as { images: Record<string, unknown>[] };
  expect(status).toBe(200);
  expect(images[0]).toMatchObject({ id: 'b', state: 'rejected', reasons: [{ code: expect.any(String) as string }] });
  expect(images[0]).not.toHaveProperty('urls');
  expect(images[1]).toMatchObject({ id: 'c', state: 'uploaded', expiresAt: '2026-01-01T00:15:00.000Z' });
  const urls = images[1]?.['urls'] as Record<string, string>;
  expect(Object.keys(urls)).toEqual(['160', '480', '1200', 'full']);
  expect(urls['480']).toMatch(/^https:\/\/pictures\.example\/thumbnails\/.*\/480\.webp\?signed$/);
});

test('an order without pictures has an empty gallery, an unknown one none', async () => {
  expect(await ask(undefined)).toMatchObject({ status: 200, body: { images: [] } });
  expect(await ask(undefined, { events: 0 })).toMatchObject({ status: 404 });
  expect(await ask({}, { id: 'an order' })).toMatchObject({ status: 404 });
});
