/** What the structure of an image file says of it, before any pixel is decoded. */

import type { ImageFormat } from '../../../schemas/generated/event-data.ts';
import type { Refusal } from './refusal.ts';

export interface Structure {
  readonly format: ImageFormat;
  /** Pixels as stored, before any orientation is applied. The most that any part of the file claims. */
  readonly width: number;
  readonly height: number;
  /** 1 for a still picture. */
  readonly frames: number;
  /** How often a decoder goes over the whole picture; more than 1 for a progressive JPEG. */
  readonly scans: number;
  /** The offset after the last byte that belongs to the picture. */
  readonly end: number;
}

/**
 * Walks a file that begins like its format. Reading beyond the end throws Node's out-of-range error: the file is
 * truncated.
 */
export type Walk = (bytes: Buffer) => Structure | Refusal;

export function isRefusal(result: Structure | Refusal): result is Refusal {
  return 'code' in result;
}
