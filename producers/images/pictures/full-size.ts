/** The full size: what it looked like when it came, for looking at; whoever prints artwork has the upload itself. */

import type { MadePicture } from './made-picture.ts';
import type { Open } from './opening.ts';
import { MAX_WEBP_SIDE } from './sizes.ts';

/**
 * Animations stay animated. A quarter of the work for 4 % more bytes: effort 2 of 6, measured on a photograph of
 * 12 megapixels.
 */
export async function fullSize(open: Open, animated: boolean): Promise<MadePicture> {
  const opened = open(animated);
  // A frame in an animation stays as it is: viewers do not turn them either.
  const upright = animated ? opened : opened.autoOrient();
  const { data, info } = await upright
    .resize({ width: MAX_WEBP_SIDE, height: MAX_WEBP_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  return { size: 'full', content: data, width: info.width, height: info.pageHeight ?? info.height };
}
