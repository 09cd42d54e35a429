/** Walks a PNG, animated ones included: https://www.w3.org/TR/png-3/. */

import { inflateSync } from 'node:zlib';
import { bomb, corrupt } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Structure } from './structure.ts';

/** A colour profile takes a few KB, in rare cases a few hundred. */
const MAX_INFLATED_METADATA = 4 << 20;
const MAX_CHUNKS_OF_METADATA = 1000;

export function walkPng(bytes: Buffer): Structure | Refusal {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return corrupt('a PNG must begin with its header');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  let [frames, budget, chunks, hasPixels] = [1, MAX_INFLATED_METADATA, 0, false];
  for (let at = 8; ;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
    if (!/^[A-Za-z]{4}$/.test(type)) return corrupt('something stands where a PNG chunk should');
    if (type === 'IEND') {
      bytes.readUInt32BE(at - 4);
      if (!hasPixels) return corrupt('it holds no pixels');
      return { format: 'png', width, height, frames, scans: 1, end: at };
    }
    if (type === 'IDAT') hasPixels = true;
    else chunks += 1;
    if (type === 'acTL') frames = Math.max(frames, data.readUInt32BE(0));
    budget -= inflatedLength(compressedPart(type, data), budget);
    if (budget < 0 || chunks > MAX_CHUNKS_OF_METADATA) return bomb('its texts or its colour profile are enormous');
  }
}

/** The compressed part of those metadata chunks that have one. */
function compressedPart(type: string, data: Buffer): Buffer | undefined {
  const afterName = data.indexOf(0) + 1;
  switch (type) {
    case 'iCCP':
    case 'zTXt':
      return data.subarray(afterName + 1);
    case 'iTXt':
      return data[afterName] === 1 ? data.subarray(afterTexts(data, afterName + 2)) : undefined;
    default:
      return undefined;
  }
}

/** Behind the language tag and the translated keyword. */
function afterTexts(data: Buffer, from: number): number {
  return data.indexOf(0, data.indexOf(0, from) + 1) + 1;
}

/** How long the data gets; Infinity if longer than the limit. What cannot be inflated is not read by decoders either. */
function inflatedLength(data: Buffer | undefined, limit: number): number {
  if (data === undefined || limit <= 0) return 0;
  try {
    return inflateSync(data, { maxOutputLength: limit }).length;
  } catch (error) {
    return error instanceof RangeError ? Infinity : 0;
  }
}
