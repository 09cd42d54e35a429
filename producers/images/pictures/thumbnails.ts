/** The thumbnails, each made of the next larger one, so that the file is unpacked once for all of them. */

import type { Sharp } from 'sharp';
import { sharp } from './libvips.ts';
import type { MadePicture } from './made-picture.ts';
import { MAX_THUMBNAIL_RATIO, thumbnailSizes } from './sizes.ts';
import type { PictureSize } from './sizes.ts';

/** Unpacked pixels in sRGB, three or four bytes each. */
export interface Raw {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

export interface Thumbnails {
  /** Smallest first. */
  readonly pictures: readonly MadePicture[];
  readonly smallest: Raw;
}

/** `upright` is the first frame, not yet unpacked: libvips unpacks a JPEG at no more than the size it needs. */
export async function thumbnails(upright: Sharp): Promise<Thumbnails> {
  const written: Promise<MadePicture>[] = [];
  let source = upright;
  let smallest: Raw | undefined;
  for (const width of thumbnailSizes.toReversed()) {
    smallest = await shrunk(source, width);
    source = fromRaw(smallest);
    written.unshift(webp(`${width}`, smallest));
  }
  if (smallest === undefined) throw new TypeError('there are no sizes to make');
  return { pictures: await Promise.all(written), smallest };
}

async function webp(size: PictureSize, raw: Raw): Promise<MadePicture> {
  const content = await fromRaw(raw).webp({ quality: 80, effort: 4 }).toBuffer();
  return { size, content, width: raw.width, height: raw.height };
}

/** A picture of pixels that are in memory. */
export function fromRaw({ data, ...raw }: Raw): Sharp {
  return sharp(data, { raw });
}

async function shrunk(source: Sharp, width: number): Promise<Raw> {
  const { data, info } = await source
    .clone()
    .resize({ width, height: width * MAX_THUMBNAIL_RATIO, fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}
