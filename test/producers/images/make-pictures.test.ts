import { describe, expect, test } from 'vitest';
import { sharp } from '../../../producers/images/pictures/libvips.ts';
import { exif, photographed, SECRET } from './camera-files.ts';
import { contentOf, differenceFrom, made } from './made.ts';
import { avifOf, gifOf, jpegOf, photograph, pngOf, sharpOf, webpOf } from './photograph.ts';

const SIZES = ['160', '480', '1200', 'full'] as const;
const upright = photograph(1500, 1000);
/** Of a channel, 0 to 255; a picture that is turned or has other colours differs by 15 and more. */
const ALIKE = 6;

describe('an upright picture', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('comes out of Exif orientation %i', async (orientation) => {
    const pictures = await made(await photographed(upright, orientation));
    expect(pictures.pixels).toEqual({ width: 1500, height: 1000 });
    for (const size of SIZES) expect(await differenceFrom(upright, contentOf(pictures, size))).toBeLessThan(ALIKE);
  });

  test('comes out of a PNG, a WebP and an AVIF that say how to turn them', async () => {
    const turned = sharpOf(upright).rotate(270);
    const tagged = () => turned.clone().withMetadata({ orientation: 6 });
    for (const file of [tagged().png(), tagged().webp({ quality: 95 })]) {
      const pictures = await made(await file.toBuffer());
      expect(pictures.pixels).toEqual({ width: 1500, height: 1000 });
      for (const size of SIZES) expect(await differenceFrom(upright, contentOf(pictures, size))).toBeLessThan(ALIKE);
    }
  });
});

test('no metadata is left', async () => {
  const files = [
    await photographed(upright, 6),
    await sharpOf(upright)
      .withExif({ IFD0: { Copyright: SECRET } })
      .withXmp(`<x>${SECRET}</x>`)
      .png()
      .toBuffer(),
    await sharpOf(upright)
      .withExif({ IFD0: { Copyright: SECRET } })
      .withIccProfile('p3')
      .webp()
      .toBuffer(),
    await sharpOf(upright)
      .withExif({ IFD0: { Copyright: SECRET } })
      .withIccProfile('p3')
      .avif({ effort: 0 })
      .toBuffer(),
  ];
  for (const file of files) {
    expect(file.includes(SECRET)).toBe(true);
    const { pictures, placeholder } = await made(file);
    const placed = Buffer.from(placeholder.split(',')[1] ?? '', 'base64');
    for (const content of [...pictures.map((picture) => picture.content), placed]) {
      expect(chunksOf(content).filter((type) => !['VP8 ', 'VP8L', 'VP8X', 'ALPH'].includes(type))).toEqual([]);
      expect(Buffer.from(content).includes(SECRET)).toBe(false);
      const { exif, xmp, iptc, icc, orientation } = await sharp(content).metadata();
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
    }
  }
  expect(exif(6).includes(SECRET)).toBe(true);
});

describe('right colours come out of', () => {
  test('a 16-bit PNG', async () => {
    const file = await sharpOf(upright).toColourspace('rgb16').png().toBuffer();
    expect(await sharp(file).metadata()).toMatchObject({ depth: 'ushort' });
    for (const size of SIZES)
      expect(await differenceFrom(upright, contentOf(await made(file), size))).toBeLessThan(ALIKE);
  });

  test('a CMYK JPEG', async () => {
    const muted = await sharpOf(upright).modulate({ saturation: 0.4 }).raw().toBuffer();
    const pixels = { ...upright, data: muted };
    const file = await sharpOf(pixels).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect(await sharp(file).metadata()).toMatchObject({ space: 'cmyk', channels: 4 });
    for (const size of SIZES)
      expect(await differenceFrom(pixels, contentOf(await made(file), size))).toBeLessThan(2 * ALIKE);
  });

  test('a JPEG with a wider profile than sRGB', async () => {
    const pixels = {
      data: Buffer.alloc(200 * 100 * 3, Buffer.from([240, 20, 20])),
      raw: { width: 200, height: 100, channels: 3 },
    } as const;
    const file = await sharpOf(pixels).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    const unmanaged = await sharp(file).keepIccProfile().raw().toBuffer();
    expect(Math.abs((unmanaged[1] ?? 0) - 20)).toBeGreaterThan(20);
    for (const size of SIZES)
      expect(await differenceFrom(pixels, contentOf(await made(file), size))).toBeLessThan(ALIKE);
  });

  test('a grey PNG', async () => {
    const grey = await sharpOf(upright).greyscale().toColourspace('b-w').png().toBuffer();
    const expected = { ...upright, data: await sharp(grey).toColourspace('srgb').raw().toBuffer() };
    for (const size of SIZES)
      expect(await differenceFrom(expected, contentOf(await made(grey), size))).toBeLessThan(ALIKE);
  });

  test('every format', async () => {
    for (const write of [jpegOf, pngOf, webpOf, avifOf]) {
      const pictures = await made(await write(upright));
      for (const size of SIZES) expect(await differenceFrom(upright, contentOf(pictures, size))).toBeLessThan(ALIKE);
    }
    const pictures = await made(await gifOf(upright));
    expect(await differenceFrom(upright, contentOf(pictures, 'full'))).toBeLessThan(2 * ALIKE);
  });
});

test('transparency stays', async () => {
  const glass = photograph(1500, 1000, true);
  for (const write of [webpOf, pngOf, avifOf]) {
    const pictures = await made(await write(glass));
    for (const size of SIZES) {
      const alpha = await sharp(contentOf(pictures, size))
        .extractChannel('alpha')
        .resize(10, 1, { fit: 'fill' })
        .raw()
        .toBuffer();
      const wanted = Array.from({ length: 10 }, (_, at) => 25.5 * at + 12.75);
      for (const [at, value] of alpha.entries()) expect(Math.abs(value - (wanted[at] ?? 0))).toBeLessThan(ALIKE);
    }
  }
});

describe('an animation', () => {
  const frames = [0, 1, 2].map((hue) =>
    Buffer.alloc(300 * 200 * 3, Buffer.from([hue === 0 ? 250 : 5, hue === 1 ? 250 : 5, hue === 2 ? 250 : 5])),
  );
  const film = sharp(Buffer.concat(frames), { raw: { width: 300, height: 600, channels: 3, pageHeight: 200 } });

  test.each(['gif', 'webp'] as const)('stays one in full size, with its times: %s', async (format) => {
    const file = await film
      .clone()
      .toFormat(format, { delay: [100, 200, 300], loop: 2 })
      .toBuffer();
    const pictures = await made(file);
    expect(pictures).toMatchObject({ frames: 3, pixels: { width: 300, height: 200 } });
    expect(pictures.pictures.at(-1)).toMatchObject({ size: 'full', width: 300, height: 200 });
    const full = await sharp(contentOf(pictures, 'full'), { animated: true }).metadata();
    expect(full).toMatchObject({ pages: 3, delay: [100, 200, 300], loop: 2, pageHeight: 200 });
    const { data } = await sharp(contentOf(pictures, 'full'), { animated: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (const [at, frame] of frames.entries()) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at * frame.length);
      expect([red, green, blue].map((value) => value > 200)).toEqual([at === 0, at === 1, at === 2]);
    }
  });

  test('has still thumbnails of its first frame', async () => {
    const pictures = await made(await film.clone().gif().toBuffer());
    expect((await sharp(contentOf(pictures, '160')).metadata()).pages ?? 1).toBe(1);
    expect(pictures.dominantColour).toMatch(/^#f.0.0.$/);
  });
});

describe('the sizes', () => {
  test('are never larger than the upload', async () => {
    const { pictures } = await made(await jpegOf(photograph(500, 300)));
    expect(pictures.map(({ size, width, height }) => [size, width, height])).toEqual([
      ['160', 160, 96],
      ['480', 480, 288],
      ['1200', 500, 300],
      ['full', 500, 300],
    ]);
  });

  test('of an endless strip have an end, and of a long one fit into a WebP', async () => {
    const strip = await made(await pngOf(photograph(10, 20_000)));
    for (const { width, height } of strip.pictures) expect(Math.max(width, height)).toBeLessThanOrEqual(16_383);
    expect(strip.pixels).toEqual({ width: 10, height: 20_000 });
    expect(strip.pictures[0]?.height).toBe(640);
  });
});

test('the placeholder is small and looks like the picture, whatever it shows', async () => {
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 4 }, (_, at) => Math.imul(at + 7, 2654435761) >>> 24));
  const loud = { data: noise, raw: { width: 64, height: 64, channels: 4 } } as const;
  for (const pixels of [upright, loud, photograph(1, 1), photograph(40, 20_000)]) {
    const { placeholder } = await made(await pngOf(pixels));
    expect(placeholder).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/=]+$/);
    expect(placeholder.length).toBeLessThanOrEqual(1024);
  }
  const { placeholder } = await made(await jpegOf(upright));
  expect(await differenceFrom(upright, Buffer.from(placeholder.slice(23), 'base64'))).toBeLessThan(2 * ALIKE);
});

test('the dominant colour is that of most of what can be seen', async () => {
  const data = Buffer.alloc(100 * 100 * 4, Buffer.from([10, 200, 30, 0]));
  data.fill(Buffer.from([20, 40, 220, 255]), 0, data.length / 4);
  expect((await made(await pngOf({ data, raw: { width: 100, height: 100, channels: 4 } }))).dominantColour).toBe(
    '#1428dc',
  );
  const clear = Buffer.alloc(100 * 100 * 4);
  expect((await made(await pngOf({ data: clear, raw: { width: 100, height: 100, channels: 4 } }))).dominantColour).toBe(
    '#808080',
  );
});

function chunksOf(content: Uint8Array): string[] {
  const bytes = Buffer.from(content);
  const types: string[] = [];
  for (let at = 12; at < bytes.length; at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) & 1))
    types.push(bytes.toString('latin1', at, at + 4));
  return types;
}
