/** The read model `gallery`: the pictures of an order. */

import { evolveGallery, galleryEvents, type GalleryState } from '../../domain/gallery/gallery-state.ts';
import type { Fold, Projection } from '../../domain/projection.ts';

const fold: Fold<GalleryState> = {
  version: 1,
  events: galleryEvents,
  initial: () => ({}),
  evolve: evolveGallery,
};

export const gallery: Projection = { name: 'gallery', folds: [fold] };
