/** `{"anything-but": …}`: a value, a list, or one of four operators over a string or a list of strings. */

import { affixTest, equalsIgnoreCaseTest } from './affix.ts';
import type { Scalar, ValueTest } from './event-pattern.ts';
import { InvalidPattern } from './invalid-pattern.ts';
import type { JsonReader, JsonToken } from './json-reader.ts';
import { comparable, readComparable } from './numeric.ts';
import { readWildcard } from './wildcard.ts';

/** Reads what follows `"anything-but":`, up to the end of the expression's object. */
export function readAnythingBut(reader: JsonReader): ValueTest {
  const first = reader.next();
  const operator = first === '{' ? readOperator(reader) : undefined;
  const token = operator === undefined ? first : reader.next();
  if (token !== '[' && token !== 'string' && token !== 'number')
    reader.fail('Value of anything-but must be an array or single string/number value.');
  const excluded = operator === undefined ? readPlain(reader, token) : readEach(reader, token, operator);
  if (reader.next() !== '}') reader.fail('Too many elements in numeric expression');
  if (operator !== undefined && reader.next() !== '}') reader.fail('Too many elements in numeric expression');
  return (value) => !excluded(value);
}

type ReadExcluded = (reader: JsonReader, token: JsonToken) => ValueTest;

function readOperator(reader: JsonReader): ReadExcluded {
  if (reader.next() !== 'name') reader.fail('Anything-But expression name not found');
  const operator = reader.text();
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return (_, token) => {
        if (token !== 'string') reader.fail('prefix/suffix match pattern must be a string');
        if (reader.text() === '') reader.fail('Null prefix/suffix not allowed');
        return affixTest(operator, reader.text());
      };
    case 'equals-ignore-case':
      return (_, token) => {
        if (token !== 'string')
          reader.fail('Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.');
        return equalsIgnoreCaseTest(reader.text());
      };
    case 'wildcard':
      return (_, token) => {
        if (token !== 'string') reader.fail('wildcard match pattern must be a string');
        return readWildcard(reader);
      };
    default:
      return reader.fail(`Unsupported anything-but pattern: ${operator}`);
  }
}

/** A string or a list of strings under an operator: excluded is what any of them describes. */
function readEach(reader: JsonReader, token: JsonToken, read: ReadExcluded): ValueTest {
  if (token !== '[') return read(reader, token);
  const tests = readList(reader, (item) => read(reader, item));
  return (value) => tests.some((test) => test(value));
}

function readPlain(reader: JsonReader, token: JsonToken): ValueTest {
  const values = token === '[' ? readList(reader, (item) => readItem(reader, item)) : [readItem(reader, token)];
  const numbers = values.filter((value) => typeof value === 'number').length;
  if (values.length === 0 || (numbers > 0 && numbers < values.length))
    reader.fail('Inside anything but list, either all values are number or string, mixed type is not supported');
  const excluded = new Set<Scalar | undefined>(values);
  return (value) => excluded.has(typeof value === 'number' ? comparable(value) : value);
}

/** A string as it is, a number in millionths. */
function readItem(reader: JsonReader, token: JsonToken): string | number {
  if (token === 'string') return reader.text();
  if (token === 'number') return readComparable(reader);
  return reader.fail('Inside anything but list, start|null|boolean is not supported.');
}

/** AWS catches what goes wrong inside a list and reports it once more: the place is named twice. */
function readList<T>(reader: JsonReader, read: (token: JsonToken) => T): T[] {
  const items: T[] = [];
  try {
    for (let token = reader.next(); token !== ']'; token = reader.next()) items.push(read(token));
  } catch (error) {
    if (error instanceof InvalidPattern) reader.fail(error.message);
    throw error;
  }
  return items;
}
