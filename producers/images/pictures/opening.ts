/** Opens files with libvips and tells damaged pictures, which are refused, from everything else that may go wrong. */

import type { Sharp } from 'sharp';
import { MAX_PIXELS } from '../inspect/limits.ts';
import { corrupt } from '../inspect/refusal.ts';
import type { Refusal } from '../inspect/refusal.ts';
import { sharp } from './libvips.ts';

/** Opens the file; `animated` with all its frames, else the first. */
export type Open = (animated: boolean) => Sharp;

/** What cameras do wrong and every viewer overlooks. */
const harmless = /Invalid SOS parameters|extraneous bytes before marker/;
/** Not the picture's fault: another attempt may succeed. */
const outOfMemory = /out of memory|cannot allocate memory/i;

/** Runs the work on the file; a refusal if libvips finds it damaged. */
export async function opening<Made>(content: Uint8Array, work: (open: Open) => Promise<Made>): Promise<Made | Refusal> {
  try {
    return await work(opener(content, 'warning')).catch((error: unknown) => {
      if (harmless.test(messageOf(error))) return work(opener(content, 'error'));
      throw error;
    });
  } catch (error) {
    const message = messageOf(error);
    if (!isFromLibvips(error) || outOfMemory.test(message)) throw error;
    return corrupt('its pixels cannot be read');
  }
}

/** Strict, because what is half readable would be shown half grey and nobody would be told. */
function opener(content: Uint8Array, failOn: 'warning' | 'error'): Open {
  return (animated) => sharp(content, { failOn, animated, limitInputPixels: MAX_PIXELS, sequentialRead: true });
}

/** libvips' errors are plain ones; JavaScript's own, which are bugs, have classes. */
function isFromLibvips(error: unknown): error is Error {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
