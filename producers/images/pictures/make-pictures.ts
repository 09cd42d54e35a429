/** Makes the thumbnails and the full size of an inspected picture: upright, in sRGB, and without any metadata. */

import type { Refusal } from '../inspect/refusal.ts';
import type { Structure } from '../inspect/structure.ts';
import { dominantColour } from './dominant-colour.ts';
import { fullSize } from './full-size.ts';
import type { MadePicture } from './made-picture.ts';
import { opening } from './opening.ts';
import type { Open } from './opening.ts';
import { placeholder } from './placeholder.ts';
import { thumbnails } from './thumbnails.ts';

export interface MadePictures {
  /** One of each size, smallest first. */
  readonly pictures: readonly MadePicture[];
  /** The upload's own size, upright. */
  readonly pixels: { readonly width: number; readonly height: number };
  /** More than 1 if the full size is animated. */
  readonly frames: number;
  /** `#rrggbb` */
  readonly dominantColour: string;
  /** A data: URI of at most 1,024 characters. */
  readonly placeholder: string;
}

/** What is larger is opened for one purpose after the other: unpacked twice at a time it would take 2 GB. */
const SIDE_BY_SIDE_PIXELS = 16_000_000;

/**
 * Everything is WebP, whatever came in: every browser shows it, it has transparency and animation, and a photograph
 * takes a third less than as JPEG. Thumbnails are of the first frame: a page full of moving ones costs more than it
 * tells.
 *
 * The file is opened twice: for the largest thumbnail, for which a JPEG is unpacked at a fraction of its size, and for
 * the full size in strips, so that 50 megapixels need not lie in memory unpacked. sharp leaves out all metadata and
 * converts to sRGB unless told otherwise: https://sharp.pixelplumbing.com/api-output/#keepmetadata
 */
export function makePictures(content: Uint8Array, structure: Structure): Promise<MadePictures | Refusal> {
  const { width, height, frames, format } = structure;
  const animated = frames > 1 && (format === 'gif' || format === 'webp');
  return opening(content, async (open) => {
    const makeSmall = () => thumbnails(animated ? open(false) : open(false).autoOrient());
    const makeFull = () => fullSize(open, animated);
    const [small, full] =
      width * height * frames > SIDE_BY_SIDE_PIXELS
        ? [await makeSmall(), await makeFull()]
        : await bothOrNeither(makeSmall(), makeFull());
    return {
      pictures: [...small.pictures, full],
      pixels: await uprightPixels(open, animated),
      frames: animated ? frames : 1,
      dominantColour: dominantColour(small.smallest),
      placeholder: await placeholder(small.smallest),
    };
  });
}

/** Waits for both, even if one fails: what still runs would hold memory behind the back of the next picture. */
async function bothOrNeither<A, B>(one: Promise<A>, other: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

async function uprightPixels(open: Open, animated: boolean): Promise<MadePictures['pixels']> {
  const { width, height, autoOrient } = await open(false).metadata();
  return animated ? { width, height } : { width: autoOrient.width, height: autoOrient.height };
}
