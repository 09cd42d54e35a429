/** What is kept of an order's events for its gallery: only what was said of its pictures. */

import { collect, typesKept, type Collected, type Keep } from '../collect.ts';
import type { OrderEvent } from '../order-event.ts';
import { describeImages, type ImageDescription } from '../order/images.ts';
import { orderFacts, type OrderFacts } from '../order/order-facts.ts';

type GalleryFacts = Pick<OrderFacts, 'ImageUploaded' | 'ImageRejected' | 'ImageHidden'>;

/** Plain JSON: a row holds it as text. */
export type GalleryState = Collected<GalleryFacts>;

const { ImageUploaded, ImageRejected, ImageHidden } = orderFacts;
const galleryFacts: Keep<GalleryFacts> = { ImageUploaded, ImageRejected, ImageHidden };

export const galleryEvents = typesKept(galleryFacts);

export function evolveGallery(state: GalleryState, event: OrderEvent): GalleryState {
  return collect(galleryFacts, state, event);
}

/** An image as it is shown, or shown to have been refused. */
export type ShownImage = Exclude<ImageDescription, { readonly state: 'hidden' }>;

/** The newest first; without those that were hidden. */
export function imagesShown(state: GalleryState): ShownImage[] {
  return describeImages(state)
    .filter((image) => image.state !== 'hidden')
    .sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(b.at, a.at)));
}

/** Whether anything was ever said of the image. */
export function knowsImage(state: GalleryState, id: string): boolean {
  return describeImages(state).some((image) => image.id === id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
