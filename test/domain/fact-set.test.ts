import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addFact, compareFacts } from '../../domain/fact-set.ts';
import type { Fact } from '../../domain/fact-set.ts';

const facts: fc.Arbitrary<Fact> = fc.oneof(
  fc.tuple(fc.nat(5)),
  fc.tuple(fc.nat(5), fc.constantFrom('a', 'b', '__proto__')),
  fc.tuple(fc.nat(5), fc.constantFrom('a', 'b'), fc.option(fc.record({ n: fc.nat(2) }))),
);
const collected = (all: readonly Fact[]) => all.reduce<readonly Fact[]>(addFact, []);

test('is sorted, holds each fact once and every fact that was added', () => {
  fc.assert(
    fc.property(fc.array(facts), (all) => {
      const set = collected(all);
      set.slice(1).forEach((fact, index) => expect(compareFacts(set[index] as Fact, fact)).toBeLessThan(0));
      for (const fact of all) expect(set).toContainEqual(fact);
    }),
  );
});

test('does not depend on the order in which facts arrive', () => {
  fc.assert(
    fc.property(fc.array(facts), (all) => {
      expect(collected(all.toReversed())).toEqual(collected(all));
    }),
  );
});

test('is itself again when nothing is new', () => {
  const set = collected([[1, 'a'], [2]]);
  expect(addFact(set, [1, 'a'])).toBe(set);
});
