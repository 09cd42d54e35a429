/** How large a picture may be: what is within these limits, one function with a bounded memory can open. */

import type { Refusal } from './refusal.ts';
import { bomb, corrupt } from './refusal.ts';
import type { Structure } from './structure.ts';

/** Of all frames together. */
export const MAX_PIXELS = 50_000_000;
const MAX_FRAMES = 100;
/** Of either side. Nothing that photographs or prints makes more. */
const MAX_SIDE = 32_767;
/** Ordinary progressive JPEGs have about ten scans, and each takes as long as a whole picture. */
const MAX_SCANS = 64;
const MAX_SCANNED_PIXELS = 1_000_000_000;

const count = new Intl.NumberFormat('en');

/** Everything about the picture that is beyond a limit. */
export function beyondLimits({ width, height, frames, scans }: Structure): Refusal[] {
  if (width === 0 || height === 0) return [corrupt('it has no width or no height')];
  const refusals: Refusal[] = [];
  const size = `${count.format(width)} × ${count.format(height)} pixels`;
  if (Math.max(width, height) > MAX_SIDE)
    refusals.push({
      code: 'absurd-dimensions',
      text: `The picture has ${size}, but neither side may have more than ${count.format(MAX_SIDE)}.`,
    });
  if (frames > MAX_FRAMES)
    refusals.push({
      code: 'too-many-frames',
      text: `The animation has more than ${MAX_FRAMES} frames.`,
    });
  if (width * height * frames > MAX_PIXELS)
    refusals.push({
      code: 'too-many-pixels',
      text: `The picture has ${size}${frames > 1 ? ` in ${frames} frames` : ''}: more than 50 megapixels.`,
    });
  if (scans > MAX_SCANS || scans * width * height > MAX_SCANNED_PIXELS)
    refusals.push(bomb(`it is put together from ${scans} layers`));
  return refusals;
}
