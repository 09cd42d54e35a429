/** How much slower the image intake is than sharp alone for the same files, and how much memory the largest pictures take. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { takeFile } from '../producers/images/judge-file.ts';
import { median } from './statistics.ts';

export interface Throughput {
  readonly name: string;
  /** Pictures per second, one after another. */
  readonly intake: number;
  readonly sharpAlone: number;
  /** CPU time of sharp alone to that of the intake: what counts where there is one CPU. */
  readonly cpuRatio: number;
}

export interface PeakMemory {
  readonly name: string;
  readonly seconds: number;
  /** Of the whole process, Node included. */
  readonly peakMegabytes: number;
}

/** Both take turns, so that a slow moment of the machine falls on both. */
export async function measureThroughput(rounds: number): Promise<Throughput[]> {
  const results: Throughput[] = [];
  for (const [name, content] of await ordinaryPictures()) {
    const ours: Taken[] = [];
    const alone: Taken[] = [];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await timed(() => sharpAlone(content)));
      ours.push(await timed(() => takeFile(content)));
    }
    const wall = (taken: readonly Taken[]) => 1000 / median(taken.map(({ wallMs }) => wallMs));
    const cpu = (taken: readonly Taken[]) => median(taken.map(({ cpuMs }) => cpuMs));
    results.push({ name, intake: wall(ours), sharpAlone: wall(alone), cpuRatio: cpu(alone) / cpu(ours) });
  }
  return results;
}

/** Each of 50 megapixels, in a process of its own. */
export async function measureMemory(): Promise<PeakMemory[]> {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-bench-images-'));
  const child = fileURLToPath(new URL('open-picture.ts', import.meta.url));
  const results: PeakMemory[] = [];
  for (const [name, write] of Object.entries(largest)) {
    const file = join(directory, 'picture');
    writeFileSync(file, await write());
    const told = JSON.parse(execFileSync(process.execPath, [child, file], { encoding: 'utf8' })) as Omit<
      PeakMemory,
      'name'
    >;
    results.push({ name, ...told });
  }
  rmSync(directory, { recursive: true });
  return results;
}

interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}

/** The same four files as whoever reads sharp's manual would make them. */
async function sharpAlone(content: Buffer): Promise<void> {
  const picture = sharp(content).autoOrient();
  const animated = ((await picture.metadata()).pages ?? 1) > 1;
  await Promise.all([
    ...[160, 480, 1200].map((width) =>
      picture.clone().resize({ width, withoutEnlargement: true }).webp({ quality: 80, effort: 4 }).toBuffer(),
    ),
    sharp(content, { animated }).autoOrient().webp({ quality: 85, effort: 2 }).toBuffer(),
  ]);
}

async function ordinaryPictures(): Promise<[string, Buffer][]> {
  const film = sharp(Buffer.concat([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => grainy(400, 300, seed))), {
    raw: { width: 400, height: 2400, channels: 3, pageHeight: 300 },
  });
  return [
    ['JPEG of 12 megapixels', await photo(4000, 3000).jpeg({ quality: 90 }).toBuffer()],
    ['PNG of 3 megapixels', await photo(2000, 1500).png().toBuffer()],
    ['WebP of 3 megapixels', await photo(2000, 1500).webp().toBuffer()],
    ['AVIF of 3 megapixels', await photo(2000, 1500).avif({ effort: 1 }).toBuffer()],
    ['GIF of 8 frames', await film.gif({ effort: 1 }).toBuffer()],
  ];
}

const largest: Readonly<Record<string, () => Promise<Buffer>>> = {
  JPEG: () => photo(8600, 5800).jpeg({ quality: 85 }).toBuffer(),
  'JPEG on its side': () => photo(8600, 5800).jpeg({ quality: 85 }).withMetadata({ orientation: 6 }).toBuffer(),
  'progressive JPEG': () => photo(8600, 5800).jpeg({ quality: 85, progressive: true }).toBuffer(),
  PNG: () => photo(8600, 5800).png({ compressionLevel: 2 }).toBuffer(),
  'interlaced 16-bit PNG with alpha': () =>
    photo(8600, 5800)
      .ensureAlpha(0.5)
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer(),
  WebP: () => photo(8600, 5800).webp({ effort: 0 }).toBuffer(),
  AVIF: () => photo(8600, 5800).avif({ effort: 0 }).toBuffer(),
  'GIF of 50 frames': () => film(50).gif({ effort: 1 }).toBuffer(),
};

function film(frames: number) {
  const [width, height] = [1000, 1000];
  const data = Buffer.concat(Array.from({ length: frames }, (_, seed) => grainy(width, height, seed)));
  return sharp(data, { raw: { width, height: height * frames, channels: 3, pageHeight: height } });
}

/** About as hard to compress as a photograph: shapes of a few pixels, magnified. */
function photo(width: number, height: number) {
  const [smallWidth, smallHeight] = [width >> 1, height >> 1];
  return sharp(grainy(smallWidth, smallHeight, 1), {
    raw: { width: smallWidth, height: smallHeight, channels: 3 },
  }).resize(width, height, { kernel: 'cubic' });
}

function grainy(width: number, height: number, seed: number): Buffer {
  const data = Buffer.alloc(width * height * 3);
  let grain = seed;
  for (let at = 0; at < data.length; at += 1) {
    grain = (Math.imul(grain, 1103515245) + 12345) >>> 0;
    const [x, y] = [(at / 3) % width, at / 3 / width];
    data[at] = 128 + 60 * Math.sin(x / 9 + seed) * Math.cos(y / 7) + 30 * (at % 3) + (grain >>> 26) - 32;
  }
  return data;
}
