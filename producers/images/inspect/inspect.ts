/** Decides by a file's content alone whether it is a picture that may be opened. Nothing is decoded for it. */

import { walkAvif } from './avif.ts';
import { fileType } from './file-type.ts';
import { foreignContent } from './foreign-content.ts';
import { walkGif } from './gif.ts';
import { walkJpeg } from './jpeg.ts';
import { beyondLimits } from './limits.ts';
import { walkPng } from './png.ts';
import { empty, polyglot, truncated } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal } from './structure.ts';
import type { Structure, Walk } from './structure.ts';
import { walkWebp } from './webp.ts';

export type Inspection =
  | { readonly ok: true; readonly structure: Structure }
  /** At least one reason. */
  | { readonly ok: false; readonly reasons: readonly Refusal[] };

const walks = {
  jpeg: walkJpeg,
  png: walkPng,
  webp: walkWebp,
  avif: walkAvif,
  gif: walkGif,
} satisfies Record<Structure['format'], Walk>;

/** Never throws, takes time and memory in proportion to the file's length, and names every reason it finds. */
export function inspect(content: Uint8Array): Inspection {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return refused(empty);
  const type = fileType(bytes);
  if (type.type === 'other') return refused(wrongType(type.name));
  const structure = withoutOverrun(walks[type.format], bytes);
  if (isRefusal(structure)) return refused(structure);
  const reasons = [...beyondLimits(structure), ...otherThanPicture(bytes, structure)];
  return reasons.length === 0 ? { ok: true, structure } : { ok: false, reasons };
}

function refused(reason: Refusal): Inspection {
  return { ok: false, reasons: [reason] };
}

function wrongType(name: string): Refusal {
  return { code: 'wrong-type', text: `The file is ${name}: send a JPEG, PNG, WebP, AVIF or GIF picture.` };
}

function withoutOverrun(walk: Walk, bytes: Buffer): Structure | Refusal {
  try {
    const structure = walk(bytes);
    return !isRefusal(structure) && structure.end > bytes.length ? truncated : structure;
  } catch (error) {
    if (isOverrun(error)) return truncated;
    throw error;
  }
}

/** https://nodejs.org/api/errors.html#err_out_of_range, and the same for a buffer too short for the number. */
function isOverrun(error: unknown): boolean {
  if (!(error instanceof RangeError) || !('code' in error)) return false;
  return error.code === 'ERR_OUT_OF_RANGE' || error.code === 'ERR_BUFFER_OUT_OF_BOUNDS';
}

function otherThanPicture(bytes: Buffer, { end }: Structure): Refusal[] {
  const content = foreignContent(bytes);
  if (content !== undefined) return [polyglot(`it holds ${content} too`)];
  return end < bytes.length ? [polyglot('something else follows the picture')] : [];
}
