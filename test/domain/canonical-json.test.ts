import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.ts';

test('sorts members and leaves out white space and what is undefined', () => {
  const value = { b: [1, null, 'ü"'], a: { d: true, c: -0, x: undefined }, 10: 1, 9: 2 };
  expect(canonicalJson(value)).toBe('{"10":1,"9":2,"a":{"c":0,"d":true},"b":[1,null,"ü\\""]}');
});

test('means the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(JSON.parse(canonicalJson(JSON.parse(text))))).toHaveLength(text.length);
      expect(JSON.parse(canonicalJson(JSON.parse(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test('does not depend on the order of members, not even of hostile ones', () => {
  const members = fc.uniqueArray(
    fc.tuple(fc.oneof(fc.constantFrom('__proto__', 'constructor', '1', '10'), fc.string()), fc.integer()),
    { selector: ([name]) => name },
  );
  const textOf = (all: [string, number][]) =>
    `{${all.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`;
  fc.assert(
    fc.property(members, (all) => {
      const [one, other] = [JSON.parse(textOf(all)), JSON.parse(textOf(all.toReversed()))] as [unknown, unknown];
      expect(canonicalJson(one)).toBe(canonicalJson(other));
    }),
  );
});
