/** JPEGs as cameras write them: on their side, with a note of which way is up, and with more notes than anyone should see. */

import { withSegment } from './file-parts.ts';
import { jpegOf } from './photograph.ts';
import type { Pixels } from './photograph.ts';

/** What must never be found in anything made of such a file. */
export const SECRET = 'seen-from-52.5200-13.4050';

/** Exif orientations 1 to 8, each with the place in the stored picture of a place in the upright one. */
const storedPlace: Readonly<Record<number, (x: number, y: number, w: number, h: number) => readonly [number, number]>> =
  {
    1: (x, y) => [x, y],
    2: (x, y, w) => [w - 1 - x, y],
    3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
    4: (x, y, _, h) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y, w) => [y, w - 1 - x],
    7: (x, y, w, h) => [h - 1 - y, w - 1 - x],
    8: (x, y, _, h) => [h - 1 - y, x],
  };

/** The upright picture as a camera held so would store it, with Exif, XMP and IPTC that hold the secret. */
export async function photographed(upright: Pixels, orientation: number): Promise<Buffer> {
  const jpeg = await jpegOf(stored(upright, orientation));
  const xmp = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}</x:xmpmeta>`;
  const iptc = Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1c\x02\x78\0\x1b'),
    Buffer.from(SECRET),
  ]);
  const segments = [
    [0xed, iptc],
    [0xe1, Buffer.from(xmp)],
    [0xe1, exif(orientation)],
  ] as const;
  return segments.reduce((file, [marker, data]) => withSegment(file, marker, data), jpeg);
}

/** The pixels in the order in which they are stored. */
function stored({ data, raw: { width, height, channels } }: Pixels, orientation: number): Pixels {
  const [w, h] = orientation > 4 ? [height, width] : [width, height];
  const turned = Buffer.alloc(data.length);
  const place = storedPlace[orientation] ?? storedPlace[1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [storedX, storedY] = place?.(x, y, width, height) ?? [x, y];
      data.copy(turned, (storedY * w + storedX) * channels, (y * width + x) * channels, (y * width + x + 1) * channels);
    }
  return { data: turned, raw: { width: w, height: h, channels } };
}

/** An orientation, a description, and a GPS directory with one entry. */
export function exif(orientation: number): Buffer {
  const text = Buffer.from(`${SECRET}\0`);
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const [first, gps, end] = [8, 50, 68];
  const directory = (...entries: Buffer[]) =>
    Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
  return Buffer.concat([
    Buffer.from('Exif\0\0II*\0', 'latin1'),
    Buffer.from([first, 0, 0, 0]),
    directory(entry(0x010e, 2, text.length, end), entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, gps)),
    directory(entry(0x001d, 2, text.length, end)),
    text,
  ]);
}
