/**
 * Tells what cameras append to their JPEGs from what a forger does: padding, the further pictures that the first one
 * announces, and the notes of Samsung's phones. Refusing these would refuse most photographs from telephones.
 * https://www.cipa.jp/std/documents/download_e.html?DC-007_E, https://exiftool.org/TagNames/Samsung.html#Trailer
 */

import type { OneJpeg } from './one-jpeg.ts';
import { walkOneJpeg } from './one-jpeg.ts';

/** Notes take a few hundred bytes; the films of moving photographs take megabytes, and are refused. */
const MAX_NOTES = 4096;

/** The offset after the picture and what may follow it; before the end of the file if there is anything else. */
export function afterCameraTrailer(bytes: Buffer, image: OneJpeg): number {
  const end = image.announcesMore ? afterPictures(bytes, image.end) : image.end;
  return afterNotes(bytes, afterPadding(bytes, end));
}

function afterPictures(bytes: Buffer, from: number): number {
  let end = from;
  for (;;) {
    const next = afterZeros(bytes, end);
    if (next + 2 > bytes.length || bytes.readUInt16BE(next) !== 0xffd8) return end;
    const another = walkOneJpeg(bytes, next);
    if ('code' in another) return end;
    end = another.end;
  }
}

/** Zeros count only if nothing follows them. */
function afterPadding(bytes: Buffer, from: number): number {
  const end = afterZeros(bytes, from);
  return end === bytes.length ? end : from;
}

function afterZeros(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0) at += 1;
  return at;
}

/** Blocks, then a directory `SEFH … SEFT` that says how far before it each begins and how long it is. */
function afterNotes(bytes: Buffer, from: number): number {
  const length = bytes.length - from;
  if (length < 24 || length > MAX_NOTES || bytes.toString('latin1', bytes.length - 4) !== 'SEFT') return from;
  const directory = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  if (directory < from || bytes.toString('latin1', directory, directory + 4) !== 'SEFH') return from;
  const blocks = bytes.readUInt32LE(directory + 8);
  if (directory + 12 + 12 * blocks !== bytes.length - 8) return from;
  const offsets = Array.from({ length: blocks }, (_, block) => bytes.readUInt32LE(directory + 16 + 12 * block));
  return Math.max(0, ...offsets) === directory - from ? bytes.length : from;
}
