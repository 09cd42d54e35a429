/** Walks a JPEG and what cameras append to it. */

import { afterCameraTrailer } from './camera-trailer.ts';
import { walkOneJpeg } from './one-jpeg.ts';
import type { Refusal } from './refusal.ts';
import type { Structure } from './structure.ts';

export function walkJpeg(bytes: Buffer): Structure | Refusal {
  const image = walkOneJpeg(bytes, 0);
  if ('code' in image) return image;
  const { width, height, scans } = image;
  return { format: 'jpeg', width, height, frames: 1, scans, end: afterCameraTrailer(bytes, image) };
}
