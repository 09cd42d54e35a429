/** `prefix` and `suffix`, each also as `{"prefix": {"equals-ignore-case": "…"}}`, and `equals-ignore-case` itself. */

import type { ValueTest } from './event-pattern.ts';
import type { JsonReader } from './json-reader.ts';

type Affix = 'prefix' | 'suffix';

/** Reads what follows `"prefix":` or `"suffix":`, up to the end of the expression's object. */
export function readAffix(reader: JsonReader, affix: Affix): ValueTest {
  const token = reader.next();
  if (token === '{') return readCaseless(reader, affix);
  if (token !== 'string') reader.fail(`${affix} match pattern must be a string`);
  const test = affixTest(affix, reader.text());
  endExpression(reader);
  return test;
}

function readCaseless(reader: JsonReader, affix: Affix): ValueTest {
  const title = affix === 'prefix' ? 'Prefix' : 'Suffix';
  if (reader.next() !== 'name') reader.fail(`${title} expression name not found`);
  const operator = reader.text();
  if (operator !== 'equals-ignore-case') reader.fail(`Unsupported ${affix} pattern: ${operator}`);
  if (reader.next() !== 'string') reader.fail('equals-ignore-case match pattern must be a string');
  const test = affixTest(affix, reader.text().toLowerCase());
  endExpression(reader);
  endExpression(reader);
  return (value) => typeof value === 'string' && test(value.toLowerCase());
}

/** Whether a string begins, or ends, with the text. */
export function affixTest(affix: Affix, text: string): ValueTest {
  return affix === 'prefix'
    ? (value) => typeof value === 'string' && value.startsWith(text)
    : (value) => typeof value === 'string' && value.endsWith(text);
}

/** Whether a string equals the text but for upper and lower case. */
export function equalsIgnoreCaseTest(text: string): ValueTest {
  const expected = text.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === expected;
}

/** Leaves the expression's object, which may hold nothing more. */
export function endExpression(reader: JsonReader): void {
  if (reader.next() !== '}') reader.fail('Only one key allowed in match expression');
}
