/** The sizes in which every picture is kept. */

export const thumbnailSizes = [160, 480, 1200] as const;

/** Pixels of width; `full` is the upload's own size. */
export type PictureSize = `${(typeof thumbnailSizes)[number]}` | 'full';

/** WebP holds no more on either side: https://developers.google.com/speed/webp/faq */
export const MAX_WEBP_SIDE = 16_383;

/** A thumbnail is at most so many times as high as it is wide: an endless strip makes no endless thumbnail. */
export const MAX_THUMBNAIL_RATIO = 4;
