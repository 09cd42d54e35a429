/** Walks a WebP: https://developers.google.com/speed/webp/docs/riff_container. */

import { corrupt, truncated } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Structure } from './structure.ts';

const HEADER = 8;

export function walkWebp(bytes: Buffer): Structure | Refusal {
  const end = HEADER + padded(bytes.readUInt32LE(4));
  if (end > bytes.length) return truncated;
  let [width, height, stills, moving] = [0, 0, 0, 0];
  for (let at = 12; at < end;) {
    const type = bytes.toString('latin1', at, at + 4);
    const data = at + HEADER;
    at = data + padded(bytes.readUInt32LE(at + 4));
    if (at > end) return corrupt('a WebP chunk is longer than its file');
    const size = sizeIn(type, bytes, data);
    if (size === undefined) continue;
    width = Math.max(width, size[0]);
    height = Math.max(height, size[1]);
    if (type === 'ANMF') moving += 1;
    else if (type !== 'VP8X') stills += 1;
  }
  if (stills + moving === 0) return corrupt('it holds no pixels');
  return { format: 'webp', width, height, frames: Math.max(1, moving), scans: 1, end };
}

/** Width and height, if the chunk says any. */
function sizeIn(type: string, bytes: Buffer, data: number): readonly [number, number] | undefined {
  switch (type) {
    case 'VP8X':
      return [bytes.readUIntLE(data + 4, 3) + 1, bytes.readUIntLE(data + 7, 3) + 1];
    case 'ANMF':
      return [
        2 * bytes.readUIntLE(data, 3) + bytes.readUIntLE(data + 6, 3) + 1,
        2 * bytes.readUIntLE(data + 3, 3) + bytes.readUIntLE(data + 9, 3) + 1,
      ];
    // https://datatracker.ietf.org/doc/html/rfc6386#section-9.1
    case 'VP8 ':
      return [bytes.readUInt16LE(data + 6) & 0x3fff, bytes.readUInt16LE(data + 8) & 0x3fff];
    // https://datatracker.ietf.org/doc/html/rfc9649#section-3.4
    case 'VP8L': {
      const packed = bytes.readUInt32LE(data + 1);
      return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
    }
    default:
      return undefined;
  }
}

/** Chunks begin at even offsets. */
function padded(length: number): number {
  return length + (length & 1);
}
