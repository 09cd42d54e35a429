/** Makes the pictures of a file that must be accepted, and looks at their pixels. */

import { sharp } from '../../../producers/images/pictures/libvips.ts';
import { inspect } from '../../../producers/images/inspect/inspect.ts';
import { makePictures } from '../../../producers/images/pictures/make-pictures.ts';
import type { MadePictures } from '../../../producers/images/pictures/make-pictures.ts';
import type { PictureSize } from '../../../producers/images/pictures/sizes.ts';
import type { Pixels } from './photograph.ts';

export async function made(content: Uint8Array): Promise<MadePictures> {
  const inspection = inspect(content);
  if (!inspection.ok) throw new Error(inspection.reasons.map(({ text }) => text).join(' '));
  const pictures = await makePictures(content, inspection.structure);
  if ('code' in pictures) throw new Error(pictures.text);
  return pictures;
}

export function contentOf({ pictures }: MadePictures, size: PictureSize): Uint8Array {
  const found = pictures.find((picture) => picture.size === size);
  if (found === undefined) throw new Error(`there is no ${size}`);
  return found.content;
}

/** The mean difference of a channel, 0 to 255, between the picture and what it should show, scaled to its size. */
export async function differenceFrom(expected: Pixels, content: Uint8Array): Promise<number> {
  const { data, info } = await sharp(content).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const wanted = await sharp(expected.data, { raw: expected.raw })
    .resize({ width, height, fit: 'fill' })
    .raw()
    .toBuffer();
  if (wanted.length !== data.length) throw new Error(`${data.length} bytes of pixels instead of ${wanted.length}`);
  return data.reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0) / data.length;
}
