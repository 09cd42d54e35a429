/** Arbitrary events, as JSON text, in which one value was replaced by another: mostly broken, sometimes still valid. */

import fc from 'fast-check';
import { releasedEvents } from '../domain/arbitraries.ts';

const replacements = fc.oneof(
  fc.constantFrom('null', '-1', '0.5', '1e400', '""', '"EUR"', '{}', '[]', '{"__proto__":{"quantity":1}}', '"\\ud800"'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);

export const brokenEvents: fc.Arbitrary<string> = fc
  .tuple(releasedEvents(), fc.nat(), replacements)
  .map(([event, where, replacement]) => {
    const text = JSON.stringify(event);
    const values = [...text.matchAll(/(?<=":)("(?:[^"\\]|\\.)*"|\d+)/g)];
    const value = values[where % values.length];
    if (value === undefined) return text;
    return text.slice(0, value.index) + replacement + text.slice(value.index + value[0].length);
  });
