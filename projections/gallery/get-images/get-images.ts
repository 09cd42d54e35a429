/** `GET /orders/{id}/images`: the pictures of an order, each size under an address that opens it for a while. */

import { imagesShown, type GalleryState, type ShownImage } from '../../../domain/gallery/gallery-state.ts';
import { mayBeOrder } from '../../../domain/order-id.ts';
import type { EventStore } from '../../../domain/ports/event-store.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { unknownOrder } from '../../../http/known-order.ts';

/** Addresses that need no other permission. */
export interface SignedUrls {
  readonly urlOf: (key: string) => Promise<string>;
  /** RFC 3339, UTC: when they end. */
  readonly expiresAt: string;
}

export interface GetImagesParts {
  /** Undefined where nothing was ever said of a picture. */
  readonly load: (order: string) => Promise<GalleryState | undefined>;
  readonly store: Pick<EventStore, 'head'>;
  readonly sign: () => SignedUrls;
}

/** Answers `{ images }`, the newest first; rejected ones with the reasons. */
export function getImages({ load, store, sign }: GetImagesParts) {
  return async ({ path }: HttpQuestion): Promise<HttpAnswer> => {
    const id = path['id'] ?? '';
    if (!mayBeOrder(id)) return unknownOrder(id);
    const state = await load(id);
    if (state === undefined && (await store.head(id)) === undefined) return unknownOrder(id);
    const signed = sign();
    const images = await Promise.all(imagesShown(state ?? {}).map((image) => describe(image, signed)));
    return found({ images }, { 'cache-control': 'no-store' });
  };
}

async function describe(image: ShownImage, { urlOf, expiresAt }: SignedUrls) {
  const { id, state, kind, caption, at, key } = image;
  const said = { id, state, kind: kind ?? null, caption: caption ?? null, at, uploadId: key.split('/').at(-1) };
  if (image.state === 'rejected') return { ...said, reasons: image.reasons };
  const { pixels, frames, dominantColour, placeholder, pictures } = image;
  const sizes = Object.entries({ ...pictures }).map(
    async ([size, picture]) => [size, await urlOf(picture.key)] as const,
  );
  const urls = Object.fromEntries(await Promise.all(sizes));
  return { ...said, pixels, frames, dominantColour, placeholder, urls, expiresAt };
}
