/**
 * Order-preserving keys: a tuple of strings and whole numbers becomes one string that sorts as the tuple does.
 *
 * Strings sort by their UTF-8 bytes, as DynamoDB and S3 sort them; each byte becomes one character below U+0100, so
 * JavaScript's comparison and SQLite's agree. A part ends in U+0001; the bytes 0 to 2 are escaped to keep it unique.
 */

const END = '\u0001';
const LAST = '\uffff';

export interface Range {
  /** First key of the range. */
  readonly from: string;
  /** First key past the range. */
  readonly to: string;
}

/** The key of a tuple. Numbers are whole and not negative (sequence numbers, milliseconds). */
export function key(...parts: readonly (string | number)[]): string {
  let joined = '';
  for (const part of parts) joined += encodePart(part) + END;
  return joined;
}

/** The parts of a key, numbers as text. */
export function partsOf(joined: string): string[] {
  return joined.split(END).slice(0, -1).map(decodePart);
}

/** Every key whose tuple begins with these parts. */
export function within(...parts: readonly (string | number)[]): Range {
  const from = key(...parts);
  return { from, to: from + LAST };
}

/** The smallest position past a key and everything nested below it: where a page that ended there goes on. */
export function past(previous: string): string {
  return previous + LAST;
}

function encodePart(part: string | number): string {
  if (typeof part === 'number') return String(part).padStart(16, '0');
  if (ORDINARY.test(part)) return part;
  const bytes = Buffer.from(part, 'utf8').toString('latin1');
  return bytes.replaceAll(ESCAPED, (byte) => '\u0002' + String.fromCharCode(byte.charCodeAt(0) + 3));
}

function decodePart(encoded: string): string {
  const bytes = encoded.replaceAll(ESCAPE, (pair) => String.fromCharCode(pair.charCodeAt(1) - 3));
  return isPlain(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

// eslint-disable-next-line no-control-regex -- most parts: nothing in them is escaped
const ORDINARY = /^[\u0003-\u007f]*$/;
// eslint-disable-next-line no-control-regex -- what encodePart puts before an escaped byte
const ESCAPE = /\u0002./gs;
// eslint-disable-next-line no-control-regex -- these three bytes are what the escaping is about
const ESCAPED = /[\u0000-\u0002]/g;

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
