/** Tells what a file is by its first bytes: never by its name, and never by what its sender declared. */

import type { ImageFormat } from '../../../schemas/generated/event-data.ts';

type Signature = readonly [name: string, at: number, text: string];

/** What people send by mistake, or rename, by the bytes at an offset; earlier ones win. */
const others: readonly Signature[] = [
  ['a PDF document', 0, '%PDF'],
  ['a TIFF picture', 0, 'II*\0'],
  ['a TIFF picture', 0, 'MM\0*'],
  ['a BMP picture', 0, 'BM'],
  ['an icon', 0, '\0\0\x01\0'],
  ['a Photoshop document', 0, '8BPS'],
  ['a JPEG XL picture', 0, '\xff\x0a'],
  ['a JPEG XL picture', 4, 'JXL '],
  ['a JPEG 2000 picture', 4, 'jP  '],
  ['a ZIP archive or an office document', 0, 'PK'],
  ['a RAR archive', 0, 'Rar!'],
  ['a 7z archive', 0, '7z\xbc\xaf'],
  ['a gzip archive', 0, '\x1f\x8b'],
  ['a program', 0, 'MZ'],
  ['a program', 0, '\x7fELF'],
  ['a script', 0, '#!'],
  ['a sound or a film', 0, 'RIFF'],
  ['a film', 4, 'ftyp'],
  ['a film', 0, '\x1aE\xdf\xa3'],
];

const markup: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['an SVG drawing', /<svg[\s>]/i],
  ['a web page', /<(?:!doctype\s+html|html|head|body|script)[\s>]/i],
  ['a script', /<\?php/i],
  ['an XML document', /^\s*<\?xml/],
];

export type FileType =
  | { readonly type: 'picture'; readonly format: ImageFormat }
  | { readonly type: 'other'; /** With its article: `a PDF document`. */ readonly name: string };

export function fileType(bytes: Buffer): FileType {
  const format = pictureFormat(bytes);
  if (format !== undefined) return { type: 'picture', format };
  return { type: 'other', name: heifName(bytes) ?? otherName(bytes) ?? 'of an unknown type' };
}

function pictureFormat(bytes: Buffer): ImageFormat | undefined {
  if (begins(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (begins(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (begins(bytes, 0, 'GIF87a') || begins(bytes, 0, 'GIF89a')) return 'gif';
  if (begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WEBP')) return 'webp';
  return brands(bytes).some((brand) => brand === 'avif' || brand === 'avis') ? 'avif' : undefined;
}

/** HEIF is the container; HEIC, which telephones write, has its pictures compressed as H.265. */
function heifName(bytes: Buffer): string | undefined {
  return brands(bytes).some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))
    ? 'a HEIC picture'
    : undefined;
}

/** Of an ISO base media file: the major brand, a version that is none, and the compatible brands. */
function brands(bytes: Buffer): string[] {
  if (bytes.length < 12 || !begins(bytes, 4, 'ftyp')) return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  return bytes.toString('latin1', 8, end).match(/.{4}/gs) ?? [];
}

function otherName(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1', 0, 1024);
  return (
    others.find(([, at, signature]) => begins(bytes, at, signature))?.[0] ??
    markup.find(([, pattern]) => pattern.test(text))?.[0]
  );
}

function begins(bytes: Buffer, at: number, text: string): boolean {
  return bytes.toString('latin1', at, at + text.length) === text;
}
