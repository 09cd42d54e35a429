/** Text in headers, which hold ISO 8859-1 only: metadata is brought into them and out again, anything else refused. */

import { invalidArgument } from '../s3-error.ts';

const ENCODED_WORD = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;

/**
 * A metadata value as it is stored: encoded words are decoded, and bytes that are UTF-8 read as such.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export function decodeMetadata(value: string): string {
  return utf8(value).replace(ENCODED_WORD, (_word, encoding: string, text: string) =>
    encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : quotedPrintable(text),
  );
}

/** A metadata value as a header: what is not plain ASCII becomes an encoded word (RFC 2047). */
export function encodeMetadata(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

/** The value; throws InvalidArgument for one that no header can hold. */
export function headerText(name: string, value: string): string {
  if (/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) return value;
  throw invalidArgument('Header value cannot be represented using ISO-8859-1.', name, value);
}

/** Clients that put UTF-8 into a header find it read byte by byte. */
function utf8(value: string): string {
  if (/[\u0100-\uffff]/.test(value)) return value;
  const read = Buffer.from(value, 'latin1').toString('utf8');
  return read.includes('\ufffd') ? value : read;
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
