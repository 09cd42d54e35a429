/** Turns the tests of a query into the range of the store to read. */

import { key, past, type Range } from '../../kernel/tuple-key.ts';
import type { AttributeValue } from '../attribute-value.ts';
import { invalidParameter, validationError } from '../errors.ts';
import { keyPart, partition } from '../item-key.ts';
import { keyNames, type KeyAttribute, type KeySchema } from '../table.ts';
import type { KeyTest } from './key-tests.ts';

/** Checks the tests against the key they are to select by. Throws ValidationException. */
export function checkKeyTests(tests: ReadonlyMap<string, KeyTest>, schema: KeySchema): void {
  if (tests.size !== 1 && tests.size !== 2) throw validationError('Conditions can be of length 1 or 2 only');
  if (schema.range === undefined && tests.size > 1) throw validationError('Query key condition not supported');
  for (const name of keyNames(schema)) {
    const isHash = name === schema.hash.name;
    const test = tests.get(name);
    if (test === undefined) {
      if (isHash || tests.size > 1) throw validationError(`Query condition missed key schema element: ${name}`);
      continue;
    }
    if (test.operator === 'unindexable' || test.operator === '<>')
      throw validationError('Attempted conditional constraint is not an indexable operation');
    checkTypes(test, isHash ? schema.hash : (schema.range ?? schema.hash));
    if (isHash && test.operator !== '=') throw validationError('Query key condition not supported');
  }
}

function checkTypes({ values }: KeyTest, { name, type }: KeyAttribute): void {
  if (values.some((value) => value[type] === undefined))
    throw invalidParameter('Condition parameter type does not match schema type');
  const empty = values.find((value) => value.S === '' || value.B === '');
  if (empty !== undefined)
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty.S === '' ? 'string' : 'binary'} value. Key: ${name}`,
    );
}

/** The range of the entries that fulfil the tests; `prefix` begins every entry of the table or index. */
export function keyRange(prefix: string, tests: ReadonlyMap<string, KeyTest>, schema: KeySchema): Range {
  const hash = tests.get(schema.hash.name)?.values[0] ?? {};
  const from = prefix + partition(hash);
  const all = { from, to: past(from) };
  const test = schema.range && tests.get(schema.range.name);
  return test === undefined ? all : rangeOf(all, test);
}

function rangeOf({ from: base, to: end }: Range, { operator, values }: KeyTest): Range {
  const at = (value: AttributeValue | undefined): string => base + key(keyPart(value ?? {}));
  const [first, second] = values;
  switch (operator) {
    case '=':
      return { from: at(first), to: past(at(first)) };
    case '<':
      return { from: base, to: at(first) };
    case '<=':
      return { from: base, to: past(at(first)) };
    case '>':
      return { from: past(at(first)), to: end };
    case '>=':
      return { from: at(first), to: end };
    case 'between':
      return { from: at(first), to: past(at(second)) };
    case 'begins_with': {
      const opened = at(first).slice(0, -1);
      return { from: opened, to: past(opened) };
    }
    case '<>':
    case 'unindexable':
      throw new Error(`no range for ${operator}`);
  }
}
