/** Walks a GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt. */

import { corrupt } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Structure } from './structure.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

export function walkGif(bytes: Buffer): Structure | Refusal {
  let [width, height, frames] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8), 0];
  let at = 13 + colourTableLength(bytes.readUInt8(10));
  for (;;) {
    switch (bytes.readUInt8(at)) {
      case EXTENSION:
        at = afterSubBlocks(bytes, at + 2);
        break;
      case IMAGE: {
        frames += 1;
        width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
        height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
        const pixels = at + 10 + colourTableLength(bytes.readUInt8(at + 9));
        at = afterSubBlocks(bytes, pixels + 1);
        break;
      }
      case TRAILER:
        if (frames === 0) return corrupt('it holds no pixels');
        return { format: 'gif', width, height, frames, scans: 1, end: at + 1 };
      default:
        return corrupt('something stands where a GIF block should');
    }
  }
}

/** Bytes of the colour table that the packed field of a descriptor announces. */
function colourTableLength(packed: number): number {
  return packed & 0x80 ? 3 << ((packed & 7) + 1) : 0;
}

function afterSubBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += 1 + length;
  return at + 1;
}
