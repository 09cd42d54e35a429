/** Files that nobody should have to open, with the codes they must be refused by. */

import { deflateSync } from 'node:zlib';
import type { RejectionCode } from '../../../schemas/generated/event-data.ts';
import { box, gif, png, pngChunk, uint32, withJpegSize, withSegment, zip } from './file-parts.ts';
import { avifOf, gifOf, jpegOf, photograph, pngOf, webpOf } from './photograph.ts';

export interface HostileFile {
  readonly name: string;
  readonly code: RejectionCode;
  readonly content: Buffer;
}

export async function hostileFiles(): Promise<HostileFile[]> {
  const pixels = photograph(64, 48);
  const [jpeg, aPng, webp, aGif, avif] = (await Promise.all(
    [jpegOf, pngOf, webpOf, gifOf, avifOf].map((write) => write(pixels)),
  )) as [Buffer, Buffer, Buffer, Buffer, Buffer];
  return [
    ...wrongTypes(),
    ...(await truncatedFiles({ jpeg, png: aPng, webp, gif: aGif, avif })),
    ...polyglots({ jpeg, png: aPng, webp, gif: aGif, avif }),
    ...bombs(jpeg),
    ...damaged({ jpeg, png: aPng, gif: aGif, avif }),
  ];
}

type Files = Readonly<Record<'jpeg' | 'png' | 'webp' | 'gif' | 'avif', Buffer>>;

function file(code: RejectionCode, name: string, ...content: (Buffer | string)[]): HostileFile {
  const parts = content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  return { name, code, content: Buffer.concat(parts) };
}

function wrongTypes(): HostileFile[] {
  const wrong = (name: string, ...content: (Buffer | string)[]) => file('wrong-type', name, ...content);
  return [
    file('empty', 'nothing'),
    wrong('SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    wrong('SVG behind an XML declaration', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    wrong('PDF', '%PDF-1.7\n1 0 obj\n'),
    wrong('HTML', '\n<!DOCTYPE html><html><body>'),
    wrong('TIFF', 'II*\0', Buffer.alloc(64)),
    wrong('BMP', 'BM', Buffer.alloc(64)),
    wrong('HEIC', box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')), box('mdat', Buffer.alloc(64))),
    wrong('MP4', box('ftyp', Buffer.from('isom\0\0\x02\0isomavc1', 'latin1')), box('mdat', Buffer.alloc(64))),
    wrong('a WAV that begins like a WebP', 'RIFF', uint32(0), 'WAVEfmt '),
    wrong('a shell script', '#!/bin/sh\nrm -rf /\n'),
    wrong('a VIPS file', '\x08\xf2\xa6\xb6', Buffer.alloc(64)),
  ];
}

async function truncatedFiles(files: Files): Promise<HostileFile[]> {
  const large = await jpegOf(photograph(3000, 2000));
  return [
    ...Object.entries(files).map(([format, whole]) =>
      file('truncated', `half a ${format}`, whole.subarray(0, whole.length >> 1)),
    ),
    file('truncated', 'three bytes of a JPEG', files.jpeg.subarray(0, 3)),
    file('truncated', 'a large JPEG without its last two bytes', large.subarray(0, -2)),
    file('truncated', 'a PNG without its end', files.png.subarray(0, -12)),
  ];
}

function polyglots({ jpeg, png: whole, webp, gif: moving, avif }: Files): HostileFile[] {
  const evil = (name: string, ...content: (Buffer | string)[]) => file('polyglot', name, ...content);
  const php = '<?php system($_GET["c"]); ?>';
  const inside = zip('x'.repeat(16));
  return [
    evil('GIFAR: a GIF and a JAR', moving, zip()),
    evil('a JPEG and PHP', jpeg, php),
    evil('a PNG and HTML', whole, '<html><script>alert(1)</script>'),
    evil('a WebP and a ZIP', webp, zip()),
    evil('an AVIF and an unknown box', avif, box('evil', Buffer.alloc(64))),
    evil('a JPEG and another that it does not announce', jpeg, jpeg),
    evil('a JPEG and a film, as telephones make them', jpeg, box('ftyp', Buffer.from('mp42\0\0\0\0'))),
    evil('PHP in the comment of a JPEG', withSegment(jpeg, 0xfe, Buffer.from(php))),
    evil('JavaScript in the comment of a JPEG', withSegment(jpeg, 0xfe, Buffer.from('*/<script>alert(1)</script>'))),
    evil('a ZIP in a segment of a JPEG', withSegment(jpeg, 0xed, inside)),
    evil('PHP in a text of a PNG', png(8, 8, pngChunk('tEXt', Buffer.from(`Comment\0${php}`, 'latin1')))),
    evil('PHP in a box of an AVIF', avif, box('free', Buffer.from(php))),
    evil('a PDF in a WebP', riff(webp, Buffer.from('%PDF-1.4 1 0 obj', 'latin1'))),
  ];
}

/** The WebP with an additional chunk that its length includes. */
function riff(webp: Buffer, data: Buffer): Buffer {
  const head = Buffer.from('JUNK\0\0\0\0', 'latin1');
  head.writeUInt32LE(data.length, 4);
  const file = Buffer.concat([webp, head, data]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

function bombs(jpeg: Buffer): HostileFile[] {
  const zeros = deflateSync(Buffer.alloc(64 << 20));
  const named = (name: string, ...rest: Buffer[]) => Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), ...rest]);
  const international = Buffer.concat([Buffer.from('Comment\0\x01\0\0\0', 'latin1'), zeros]);
  return [
    file('too-many-pixels', 'a PNG that claims 30,000 × 30,000 pixels', png(30_000, 30_000)),
    file('too-many-pixels', 'a JPEG that claims 30,000 × 30,000 pixels', withJpegSize(jpeg, 30_000, 30_000)),
    file('too-many-pixels', 'a GIF of 100 frames of 2,000 × 2,000 pixels', gif(2000, 2000, 100)),
    file('too-many-pixels', 'a WebP that claims 16,384 × 16,384 pixels', webpCanvas(16_384, 16_384)),
    file('absurd-dimensions', 'a PNG of 1 × 50,000,000 pixels', png(1, 50_000_000)),
    file('too-many-frames', 'a GIF of 101 frames', gif(1, 1, 101)),
    file('too-many-frames', 'a GIF of 100,000 frames', gif(1, 1, 100_000)),
    file(
      'too-many-frames',
      'a PNG of 101 frames',
      png(8, 8, pngChunk('acTL', Buffer.concat([uint32(101), uint32(0)]))),
    ),
    file('bomb', 'a PNG whose text inflates to 64 MB', png(8, 8, pngChunk('zTXt', named('Comment', zeros)))),
    file('bomb', 'a PNG whose profile inflates to 64 MB', png(8, 8, pngChunk('iCCP', named('icc', zeros)))),
    file('bomb', 'a PNG whose foreign text inflates to 64 MB', png(8, 8, pngChunk('iTXt', international))),
    file(
      'bomb',
      'a PNG of 5,000 chunks',
      png(8, 8, ...Array<Buffer>(5000).fill(pngChunk('tEXt', Buffer.from('a\0b')))),
    ),
    file('bomb', 'a JPEG of 1,000 layers', layered(jpeg, 1000)),
  ];
}

function webpCanvas(width: number, height: number): Buffer {
  const canvas = Buffer.alloc(18);
  canvas.write('VP8X\x0a\0\0\0', 'latin1');
  canvas.writeUIntLE(width - 1, 12, 3);
  canvas.writeUIntLE(height - 1, 15, 3);
  const pixel = Buffer.from('VP8L\x0a\0\0\0\x2f\0\0\0\0\x88\x88\x08\0\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(4 + canvas.length + pixel.length);
  return Buffer.concat([Buffer.from('RIFF'), length, Buffer.from('WEBP'), canvas, pixel]);
}

/** The last scan again and again. */
function layered(jpeg: Buffer, times: number): Buffer {
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(times).fill(scan), jpeg.subarray(-2)]);
}

function damaged({ jpeg, png: whole, gif: moving, avif }: Omit<Files, 'webp'>): HostileFile[] {
  const bad = (name: string, content: Buffer) => file('corrupt', name, content);
  return [
    bad('a JPEG cut short and closed again', Buffer.concat([jpeg.subarray(0, -300), jpeg.subarray(-2)])),
    bad('a JPEG of nothing but its marks', Buffer.from([0xff, 0xd8, 0xff, 0xd9])),
    bad('a JPEG whose height is to follow', withJpegSize(jpeg, 64, 0)),
    bad('a PNG with a flipped bit', flipped(whole, whole.indexOf('IDAT') + 20)),
    bad('a PNG without pixels', Buffer.concat([whole.subarray(0, 33), whole.subarray(-12)])),
    bad('a GIF whose pixels are noise', flipped(moving, moving.length - 200, 100)),
    bad('an AVIF whose boxes deny what its pixels claim', denied(avif)),
    bad(
      'an AVIF with a box that has no length',
      Buffer.concat([avif.subarray(0, avif.readUInt32BE(0)), uint32(4), uint32(4)]),
    ),
  ];
}

function flipped(whole: Buffer, from: number, length = 1): Buffer {
  const changed = Buffer.from(whole);
  for (let at = from; at < from + length; at += 1) changed.writeUInt8((changed[at] ?? 0) ^ 0xa5, at);
  return changed;
}

/** libheif would allocate for the pixels if it did not compare. */
function denied(avif: Buffer): Buffer {
  const changed = Buffer.from(avif);
  const size = changed.indexOf('ispe') + 8;
  changed.writeUInt32BE(1, size);
  changed.writeUInt32BE(1, size + 4);
  return changed;
}
