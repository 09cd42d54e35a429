/** `{"wildcard": "a*b"}`: `*` stands for any number of characters, `\*` and `\\` for themselves. */

import type { ValueTest } from './event-pattern.ts';
import type { JsonReader } from './json-reader.ts';

/** Reads the string the reader stands on. Positions in messages count the bytes of the quoted string. */
export function readWildcard(reader: JsonReader): ValueTest {
  const pieces = piecesOf(reader.text(), (reason) => reader.fail(reason));
  return (value) => typeof value === 'string' && matchesPieces(value, pieces);
}

/** The literal pieces between the asterisks. */
function piecesOf(text: string, fail: (reason: string) => never): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const following = text[at + 1];
    if (char === '*') {
      if (following === '*') fail(`Consecutive wildcard characters at pos ${bytePosition(text, at)}`);
      pieces.push(piece);
      piece = '';
    } else if (char === '\\') {
      if (following !== '*' && following !== '\\') fail(`Invalid escape character at pos ${bytePosition(text, at)}`);
      piece += following;
      at += 1;
    } else piece += char;
  }
  return [...pieces, piece];
}

function bytePosition(text: string, at: number): number {
  return 1 + Buffer.byteLength(text.slice(0, at));
}

/** Taking each middle piece at its first occurrence is enough: later ones only leave less room. */
function matchesPieces(value: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return value === first;
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  const end = value.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = value.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
