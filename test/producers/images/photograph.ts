/** Pictures that look like something: a sky, a hill and grain, bright at the top left, so that it shows which way is up. */

import { sharp } from '../../../producers/images/pictures/libvips.ts';

export interface Pixels {
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 3 | 4 };
}

/** Unpacked pixels, the same for the same size; with `alpha`, transparent at the left and opaque at the right. */
export function photograph(width: number, height: number, alpha = false): Pixels {
  const channels = alpha ? 4 : 3;
  const data = Buffer.alloc(width * height * channels);
  let grain = 1;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += channels) {
      grain = (Math.imul(grain, 1103515245) + 12345) >>> 0;
      const [across, down, noise] = [x / width, y / height, (grain >>> 24) / 16 - 8];
      const hill = down > 0.6 + 0.2 * Math.sin(across * 6);
      const light = 190 - 60 * across - 40 * down + noise;
      data[at] = byte(hill ? light * 0.4 : light * 0.7);
      data[at + 1] = byte(hill ? light * 0.8 : light * 0.85);
      data[at + 2] = byte(hill ? light * 0.2 : light * 1.2);
      if (across < 0.2 && down < 0.2) data.set([230, 40, 30], at);
      if (alpha) data[at + 3] = byte(255 * across);
    }
  }
  return { data, raw: { width, height, channels } };
}

export function sharpOf({ data, raw }: Pixels) {
  return sharp(data, { raw });
}

export const jpegOf = (pixels: Pixels): Promise<Buffer> => sharpOf(pixels).jpeg({ quality: 90 }).toBuffer();
export const pngOf = (pixels: Pixels): Promise<Buffer> => sharpOf(pixels).png().toBuffer();
export const webpOf = (pixels: Pixels): Promise<Buffer> => sharpOf(pixels).webp().toBuffer();
export const gifOf = (pixels: Pixels): Promise<Buffer> => sharpOf(pixels).gif({ effort: 1 }).toBuffer();
export const avifOf = (pixels: Pixels): Promise<Buffer> => sharpOf(pixels).avif({ effort: 0 }).toBuffer();

function byte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
