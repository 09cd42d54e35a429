/**
 * Reads JSON token by token, as the parser behind EventBridge does: an invalid pattern is reported with the place the
 * reader had come to, so that place must move as its reader's does.
 */

import { jsonScanner } from './json-scanner.ts';

export type JsonToken = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null';

export interface JsonReader {
  /** Steps to the next token. */
  next(): JsonToken;
  /** A name's or string's value; a number or literal as it was written. */
  text(): string;
  /** The text up to the present place. */
  consumed(): string;
  /** Refuses the pattern, naming the present place. */
  fail(reason: string): never;
}

const EXPECTED = `(JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;

/** Throws `InvalidPattern` from any of its methods. */
export function jsonReader(source: string): JsonReader {
  const scanner = jsonScanner(source);
  /** The present token's text; of a string not before it is asked for. */
  let text = '';
  let inString = false;
  /** A name is read together with the beginning of its value. */
  let prepared: { readonly token: JsonToken; readonly text: string } | undefined;
  /** The objects and arrays around the present place, and whether the innermost has had an entry. */
  const open: ('{' | '[')[] = [];
  let isFirst = true;

  function finishString(): void {
    if (inString) text = scanner.string();
    inString = false;
  }

  function enter(token: JsonToken): JsonToken {
    if (token === '{' || token === '[') {
      open.push(token);
      isFirst = true;
    }
    return token;
  }

  function beginValue(): JsonToken {
    const char = scanner.peek();
    if (char === '{' || char === '[' || char === '"') {
      scanner.take();
      inString = char === '"';
      return char === '"' ? 'string' : char;
    }
    const number = scanner.number();
    const word = number ?? scanner.word();
    if (word === undefined) return scanner.unexpected(`expected a valid value ${EXPECTED}`);
    text = word;
    if (number !== undefined) return 'number';
    if (word === 'true' || word === 'false' || word === 'null') return word;
    return scanner.fail(`Unrecognized token '${word}': was expecting ${EXPECTED}`);
  }

  function readName(): JsonToken {
    if (scanner.peek() !== '"') scanner.unexpected('was expecting double-quote to start field name');
    scanner.take();
    const name = scanner.string();
    if (scanner.peek() !== ':') scanner.unexpected('was expecting a colon to separate field name and value');
    scanner.take();
    prepared = { token: beginValue(), text };
    text = name;
    return 'name';
  }

  function readEntry(container: '{' | '['): JsonToken {
    const close = container === '{' ? '}' : ']';
    const char = scanner.peek();
    if (char === close || !isFirst) {
      if (char !== close && char !== ',')
        scanner.unexpected(`was expecting comma to separate ${container === '{' ? 'Object' : 'Array'} entries`);
      scanner.take();
    }
    isFirst = false;
    if (char === close) {
      open.pop();
      return close;
    }
    return container === '{' ? readName() : enter(beginValue());
  }

  return {
    next() {
      if (prepared !== undefined) {
        const { token } = prepared;
        text = prepared.text;
        prepared = undefined;
        return enter(token);
      }
      finishString();
      const container = open.at(-1);
      return container === undefined ? enter(beginValue()) : readEntry(container);
    },
    text() {
      if (prepared === undefined) finishString();
      return text;
    },
    consumed: scanner.consumed,
    fail: scanner.fail,
  };
}
