/** Puts image files together byte by byte, as no honest program would. */

import { crc32, deflateSync } from 'node:zlib';

const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** 8-bit grey. */
function pngHeader(width: number, height: number): Buffer {
  return pngChunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 0, 0, 0, 0])]));
}

/** A PNG that claims a size, with chunks of any kind between header and pixels. */
export function png(width: number, height: number, ...chunks: Buffer[]): Buffer {
  const pixels = pngChunk('IDAT', deflateSync(Buffer.alloc(Math.min(1 << 20, (width + 1) * height))));
  return Buffer.concat([PNG_SIGNATURE, pngHeader(width, height), ...chunks, pixels, pngChunk('IEND', Buffer.alloc(0))]);
}

/** Puts a segment behind the start of a JPEG. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, marker]), length, data, jpeg.subarray(2)]);
}

/** The JPEG with another size in its frame header. */
export function withJpegSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const header = changed.indexOf(Buffer.from([0xff, 0xc0]));
  changed.writeUInt16BE(height, header + 5);
  changed.writeUInt16BE(width, header + 7);
  return changed;
}

/** A GIF of one pixel in any number of frames, on a canvas of any size. */
export function gif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const head = Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  const all = Array.from({ length: frames }, () => frame);
  return Buffer.concat([Buffer.from('GIF89a'), size, head, ...all, Buffer.from([0x3b])]);
}

/** The least ZIP archive: its end of directory, with a comment. */
export function zip(comment = ''): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([Buffer.from('PK\x03\x04inside', 'latin1'), end, Buffer.from(comment)]);
}

/** One box of an ISO base media file. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const data = Buffer.concat(content);
  return Buffer.concat([uint32(8 + data.length), Buffer.from(type, 'latin1'), data]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
