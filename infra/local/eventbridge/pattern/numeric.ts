/** `{"numeric": [">", 0, "<=", 5]}`: ranges over numbers from -5e9 to 5e9, to six digits after the decimal point. */

import type { ValueTest } from './event-pattern.ts';
import type { JsonReader } from './json-reader.ts';

const LIMIT = 5e9;
const SCALE = 1e6;

/** The number in millionths, or undefined beyond the numbers EventBridge compares. */
export function comparable(value: number): number | undefined {
  return Math.abs(value) <= LIMIT ? Math.round(value * SCALE) + 0 : undefined;
}

/** Reads the number the reader stands on, in millionths. */
export function readComparable(reader: JsonReader): number {
  return comparable(Number(reader.text())) ?? reader.fail('Value must be between -5.0E9 and 5.0E9, inclusive');
}

/** Reads the array after `"numeric":`, its opening bracket included. */
export function readNumeric(reader: JsonReader): ValueTest {
  if (reader.next() !== '[') reader.fail('Value of numeric must be an array.');
  if (reader.next() !== 'string') reader.fail(`Invalid member in numeric match: ${reader.text()}`);
  const operator = reader.text();
  const token = reader.next();
  if (!isOperator(operator)) return reader.fail(`Unrecognized numeric range operator: ${operator}`);
  if (token !== 'number') reader.fail(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  const bound = readComparable(reader);
  const accepts = OPERATORS[operator];
  if (operator === '>' || operator === '>=') {
    const following = reader.next();
    if (following === ']') return test((value) => accepts(value, bound));
    const upper = readUpperBound(reader, following, bound);
    return test((value) => accepts(value, bound) && upper(value));
  }
  if (reader.next() !== ']') reader.fail('Too many elements in numeric expression');
  return test((value) => accepts(value, bound));
}

const OPERATORS = {
  '=': (value: number, bound: number) => value === bound,
  '<': (value: number, bound: number) => value < bound,
  '<=': (value: number, bound: number) => value <= bound,
  '>': (value: number, bound: number) => value > bound,
  '>=': (value: number, bound: number) => value >= bound,
};

function isOperator(text: string): text is keyof typeof OPERATORS {
  return Object.hasOwn(OPERATORS, text);
}

function readUpperBound(reader: JsonReader, token: string, bottom: number): (value: number) => boolean {
  if (token !== 'string') reader.fail(`Bad value in numeric range: ${reader.text()}`);
  const operator = reader.text();
  if (operator !== '<' && operator !== '<=') reader.fail(`Bad numeric range operator: ${operator}`);
  if (reader.next() !== 'number') reader.fail(`Value of ${operator} must be numeric`);
  const top = readComparable(reader);
  if (reader.next() !== ']') reader.fail('Too many terms in numeric range expression');
  if (bottom >= top) reader.fail('Bottom must be less than top');
  return (value) => (operator === '<' ? value < top : value <= top);
}

function test(accepts: (scaled: number) => boolean): ValueTest {
  return (value) => {
    if (typeof value !== 'number') return false;
    const scaled = comparable(value);
    return scaled !== undefined && accepts(scaled);
  };
}
