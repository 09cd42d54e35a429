import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalToMinor } from '../../../../producers/importers/ocel-csv/decimal-to-minor.ts';

it('reads every amount of whole cents exactly, however its zeros are written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (minor) => {
      const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
      expect(decimalToMinor(text)).toBe(minor);
      expect(decimalToMinor(text.replace(/0$/, ''))).toBe(minor);
    }),
  );
});

it.each([
  ['19.99', 1999],
  ['1.005', 101],
  ['0.994', 99],
  ['0.995', 100],
  ['7', 700],
  [' 7.5 ', 750],
])('rounds %s to %i', (text, minor) => expect(decimalToMinor(text)).toBe(minor));

it.each(['', '-1', '1e3', '1,5', '.5', '1.', 'NaN', '1234567890123'])('refuses "%s"', (text) => {
  expect(decimalToMinor(text)).toBeUndefined();
});
