/** One of the WebP files made of an upload. */

import type { PictureSize } from './sizes.ts';

export interface MadePicture {
  readonly size: PictureSize;
  readonly content: Uint8Array;
  readonly width: number;
  readonly height: number;
}
