/**
 * Reads JSON token by token, as the parser behind EventBridge does: an invalid pattern is reported with the place the
 * reader had come to, so that place must move as its reader's does.
 */

import { InvalidPattern } from './invalid-pattern.ts';

export type JsonToken = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null';

export interface JsonReader {
  /** Steps to the next token. */
  next(): JsonToken;
  /** A name's or string's value; a number or literal as it was written. */
  text(): string;
  /** Refuses the pattern, naming the present place. */
  fail(reason: string): never;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const EXPECTED = `(JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
const SHOWN = 500;

export function jsonReader(source: string): JsonReader {
  let at = 0;
  let value = '';
  /** The opening quote of the present string was read, the rest not yet. */
  let inString = false;
  /** A name is read together with what begins its value. */
  let prepared: JsonToken | undefined;
  let fresh = true;
  const open: ('{' | '[')[] = [];

  function fail(reason: string, place = at): never {
    const before = source.slice(0, place);
    const line = before.split('\n').length;
    const column = place - before.lastIndexOf('\n');
    const shown = source.length > SHOWN ? source.slice(0, SHOWN) : source;
    const cut = source.length > SHOWN ? `[truncated ${source.length - SHOWN} chars]` : '';
    throw new InvalidPattern(`${reason}\n at [Source: (String)"${shown}"${cut}; line: ${line}, column: ${column}]`);
  }

  function unexpected(expected: string): never {
    if (at >= source.length) fail('Unexpected end-of-input');
    const char = source[at] ?? '';
    return fail(`Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expected}`);
  }

  function skipSpace(): void {
    while (source[at] === ' ' || source[at] === '\n' || source[at] === '\t' || source[at] === '\r') at += 1;
  }

  function finishString(): void {
    inString = false;
    value = '';
    for (;;) {
      const char = source[at];
      if (char === undefined) fail('Unexpected end-of-input in VALUE_STRING');
      if (char < ' ') fail(`Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)}))`);
      at += 1;
      if (char === '"') return;
      value += char === '\\' ? escaped() : char;
    }
  }

  function escaped(): string {
    const char = source[at] ?? '';
    at += 1;
    if (char !== 'u') return ESCAPES[char] ?? fail(`Unrecognized character escape '${char}'`);
    const digits = source.slice(at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail('Unexpected character: expected a hex-digit for character escape');
    at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  function beginValue(): JsonToken {
    skipSpace();
    const char = source[at];
    if (char === '{' || char === '[') {
      at += 1;
      return char;
    }
    if (char === '"') {
      at += 1;
      inString = true;
      return 'string';
    }
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/.exec(source.slice(at, at + 400))?.[0];
    if (number !== undefined) {
      at += number.length;
      value = number;
      return 'number';
    }
    return literal();
  }

  function literal(): JsonToken {
    const word = /^[\w$]+/.exec(source.slice(at, at + 256))?.[0];
    if (word === undefined) return unexpected('expected a valid value ' + EXPECTED);
    at += word.length;
    value = word;
    if (word === 'true' || word === 'false' || word === 'null') return word;
    return fail(`Unrecognized token '${word}': was expecting ${EXPECTED}`);
  }

  function name(): JsonToken {
    if (source[at] !== '"') unexpected('was expecting double-quote to start field name');
    at += 1;
    finishString();
    skipSpace();
    if (source[at] !== ':') unexpected('was expecting a colon to separate field name and value');
    at += 1;
    const field = value;
    prepared = beginValue();
    pendingText = prepared === 'string' ? '' : value;
    value = field;
    return 'name';
  }
  let pendingText = '';

  function enter(token: JsonToken): JsonToken {
    if (token === '{' || token === '[') {
      open.push(token);
      fresh = true;
    }
    return token;
  }

  function next(): JsonToken {
    if (prepared !== undefined) {
      const token = prepared;
      prepared = undefined;
      value = pendingText;
      return enter(token);
    }
    if (inString) finishString();
    const container = open.at(-1);
    if (container === undefined) return enter(beginValue());
    skipSpace();
    const close = container === '{' ? '}' : ']';
    if (source[at] === close) {
      at += 1;
      open.pop();
      fresh = false;
      return close;
    }
    if (!fresh) {
      if (source[at] !== ',')
        unexpected(`was expecting comma to separate ${container === '{' ? 'Object' : 'Array'} entries`);
      at += 1;
      skipSpace();
    }
    fresh = false;
    return container === '{' ? name() : enter(beginValue());
  }

  return {
    next,
    fail,
    text() {
      if (inString && prepared === undefined) finishString();
      return value;
    },
  };
}
