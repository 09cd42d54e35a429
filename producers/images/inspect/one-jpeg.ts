/** Walks one JPEG among several that may follow each other: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B. */

import { corrupt } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP2 = 0xe2;

export interface OneJpeg {
  readonly width: number;
  readonly height: number;
  readonly scans: number;
  /** True if it says that more pictures follow it (the Multi-Picture Format of cameras and phones). */
  readonly announcesMore: boolean;
  readonly end: number;
}

/** The JPEG that begins at an offset. */
export function walkOneJpeg(bytes: Buffer, start: number): OneJpeg | Refusal {
  let [width, height, scans, announcesMore] = [0, 0, 0, false];
  let at = start + 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return corrupt('something stands where a JPEG marker should');
    while (bytes.readUInt8(at + 1) === 0xff) at += 1;
    const marker = bytes.readUInt8(at + 1);
    at += 2;
    if (marker === END_OF_IMAGE) return { width, height, scans, announcesMore, end: at };
    if (standsAlone(marker)) continue;
    const length = bytes.readUInt16BE(at);
    if (length < 2) return corrupt('a JPEG segment has no length');
    if (isFrameHeader(marker)) {
      height = Math.max(height, bytes.readUInt16BE(at + 3));
      width = Math.max(width, bytes.readUInt16BE(at + 5));
    }
    if (marker === APP2 && bytes.toString('latin1', at + 2, at + 6) === 'MPF\0') announcesMore = true;
    at += length;
    if (marker === START_OF_SCAN) {
      scans += 1;
      at = afterScan(bytes, at);
    }
  }
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which share their range. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Compressed data ends at the first marker that is neither a stuffed 0xFF nor a restart. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !standsAlone(next)) return at;
  }
  return bytes.length;
}
