/** The operators: each an object with one name, in the place of a value. */

import { endExpression, equalsIgnoreCaseTest, readAffix } from './affix.ts';
import { readAnythingBut } from './anything-but.ts';
import { cidrTest } from './cidr.ts';
import type { ValueTest } from './event-pattern.ts';
import type { JsonReader } from './json-reader.ts';
import { readNumeric } from './numeric.ts';
import { readWildcard } from './wildcard.ts';

/** A test of the field's values; or that there be none. */
export type MatchExpression = ValueTest | 'absent';

/** Reads the object the reader has just entered, up to its end. */
export function readMatchExpression(reader: JsonReader): MatchExpression {
  if (reader.next() !== 'name') reader.fail('Match expression name not found');
  const operator = reader.text();
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return readAffix(reader, operator);
    case 'anything-but':
      return readAnythingBut(reader);
    case 'numeric': {
      const test = readNumeric(reader);
      if (reader.next() !== '}') reader.fail('Too many elements in numeric expression');
      return test;
    }
    case 'exists':
      return readExists(reader);
    case 'exactly':
      return readString(reader, 'exact', () => exactly(reader.text()));
    case 'equals-ignore-case':
      return readString(reader, operator, () => equalsIgnoreCaseTest(reader.text()));
    case 'wildcard':
      return readString(reader, operator, () => readWildcard(reader));
    case 'cidr':
      // AWS's message for it names the wrong operator.
      return readString(reader, 'prefix', () => cidrTest(reader.text()));
    default:
      return reader.fail(`Unrecognized match type ${operator}`);
  }
}

function readString(reader: JsonReader, title: string, read: () => ValueTest): ValueTest {
  if (reader.next() !== 'string') reader.fail(`${title} match pattern must be a string`);
  const test = read();
  endExpression(reader);
  return test;
}

function exactly(expected: string): ValueTest {
  return (value) => value === expected;
}

function readExists(reader: JsonReader): MatchExpression {
  const token = reader.next();
  if (token !== 'true' && token !== 'false') reader.fail('exists match pattern must be either true or false.');
  endExpression(reader);
  return token === 'true' ? () => true : 'absent';
}
