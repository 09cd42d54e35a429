/**
 * Takes an aws-chunked body apart: chunks with their sizes and perhaps signatures, and checksums in a trailer.
 * Signatures are not verified: the engine accepts any credentials.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */

import { s3Error } from '../s3-error.ts';

export interface Unchunked {
  readonly content: Uint8Array;
  /** Headers behind the content, names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** `decodedLength` is what the client announced. Throws IncompleteBody if body and announcement do not agree. */
export function unchunk(body: Uint8Array, decodedLength: number): Unchunked {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const { line, next } = lineAt(buffer, at);
    const size = parseSize(line);
    at = next;
    if (size === 0) break;
    if (at + size + 2 > buffer.length || buffer.toString('latin1', at + size, at + size + 2) !== '\r\n')
      throw incomplete();
    chunks.push(buffer.subarray(at, at + size));
    at += size + 2;
  }
  const [only] = chunks;
  const content = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
  if (content.length !== decodedLength) throw incomplete();
  return { content, trailers: parseTrailers(buffer.toString('latin1', at)) };
}

function lineAt(buffer: Buffer, at: number): { line: string; next: number } {
  const end = buffer.indexOf('\r\n', at, 'latin1');
  if (end < 0) throw incomplete();
  return { line: buffer.toString('latin1', at, end), next: end + 2 };
}

/** Of a line such as `10000;chunk-signature=…`. */
function parseSize(line: string): number {
  const [size = ''] = line.split(';');
  if (!/^[0-9a-f]{1,12}$/i.test(size)) throw incomplete();
  return parseInt(size, 16);
}

function parseTrailers(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}

function incomplete() {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header';
  return s3Error('IncompleteBody', 400, message);
}
