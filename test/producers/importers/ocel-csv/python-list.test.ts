import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePythonList } from '../../../../producers/importers/ocel-csv/python-list.ts';

it('reads what Python prints', () => {
  const name = fc.string().filter((text) => !/['"\\]/.test(text) && !/[\n\r]/.test(text));
  fc.assert(
    fc.property(fc.array(name), fc.constantFrom(',', ', '), fc.constantFrom("'", '"'), (names, comma, quote) => {
      const text = `[${names.map((one) => quote + one + quote).join(comma)}]`;
      expect(parsePythonList(text)).toEqual(names);
    }),
  );
});

it('takes a blank cell for no names', () => expect(parsePythonList(' ')).toEqual([]));

it.each(['a', "['a'", "['a'] x", '[a]', '[1]', "['a',]", "['a' 'b']", "['a\\'b']", "[['a']]", "('a',)", '[\'a"]'])(
  'refuses %s',
  (text) => expect(parsePythonList(text)).toBeUndefined(),
);
