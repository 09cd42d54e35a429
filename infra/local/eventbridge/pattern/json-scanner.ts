/** The characters of a JSON text and the place reached in it: what `jsonReader` builds its tokens from. */

import { InvalidPattern } from './invalid-pattern.ts';

interface JsonScanner {
  /** The next character that is no white space, without taking it; empty at the end. */
  peek(): string;
  /** Takes the next character, which `peek` has shown. */
  take(): void;
  /** The rest of a string whose opening quote was taken. */
  string(): string;
  /** A number or word as it was written, or undefined if neither comes next. */
  number(): string | undefined;
  word(): string | undefined;
  readonly consumed: () => string;
  /** Refuses the text, naming the present place. */
  readonly fail: (reason: string) => never;
  /** Refuses the next character. */
  unexpected(expected: string): never;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /[\w$]+/y;
const SPACE = /[ \n\t\r]*/y;
/** How much of the text a message shows. */
const SHOWN = 500;

export function jsonScanner(source: string): JsonScanner {
  let at = 0;

  /** Worded and counted as the parser behind EventBridge does it. */
  function fail(reason: string): never {
    const before = source.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const cut = source.length > SHOWN ? `[truncated ${source.length - SHOWN} chars]` : '';
    const shown = `"${source.slice(0, SHOWN)}"${cut}`;
    throw new InvalidPattern(`${reason}\n at [Source: (String)${shown}; line: ${line}, column: ${column}]`);
  }

  function match(expression: RegExp): string | undefined {
    expression.lastIndex = at;
    const found = expression.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  function escaped(): string {
    const char = source[at] ?? '';
    at += 1;
    if (char === '"' || char === '\\' || char === '/') return char;
    if (char !== 'u') return ESCAPES[char] ?? fail(`Unrecognized character escape '${char}'`);
    const digits = source.slice(at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail('Unexpected character: expected a hex-digit for character escape');
    at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  return {
    peek() {
      match(SPACE);
      return source[at] ?? '';
    },
    take() {
      at += 1;
    },
    string() {
      let value = '';
      for (;;) {
        const char = source[at];
        if (char === undefined) return fail('Unexpected end-of-input in VALUE_STRING');
        if (char < ' ') fail(`Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)}))`);
        at += 1;
        if (char === '"') return value;
        value += char === '\\' ? escaped() : char;
      }
    },
    number: () => match(NUMBER),
    word: () => match(WORD),
    consumed: () => source.slice(0, at),
    fail,
    unexpected(expected) {
      const char = source[at];
      if (char === undefined) fail('Unexpected end-of-input');
      return fail(`Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expected}`);
    },
  };
}
