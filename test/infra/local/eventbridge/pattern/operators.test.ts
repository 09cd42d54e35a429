import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matches } from './matches.ts';

const TEXT = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\'), maxLength: 8 });

test('a wildcard matches what the same regular expression does', () => {
  const wildcard = fc.array(fc.constantFrom('a', 'b', '*', '\\*', '\\\\'), { maxLength: 6 });
  fc.assert(
    fc.property(wildcard, TEXT, (tokens, text) => {
      fc.pre(!tokens.join('').includes('**'));
      const source = tokens.map((token) => (token === '*' ? '[^]*' : token)).join('');
      const pattern = { x: [{ wildcard: tokens.join('') }] };
      expect(matches(pattern, { x: text })).toBe(new RegExp(`^(?:${source})$`).test(text));
    }),
    { numRuns: 1000 },
  );
});

test('a numeric range holds the numbers between its bounds, to a millionth', () => {
  const millionths = fc.integer({ min: -5e9, max: 5e9 }).map((whole) => whole / 1e6);
  fc.assert(
    fc.property(millionths, millionths, millionths, (bottom, top, value) => {
      fc.pre(bottom < top);
      expect(matches({ x: [{ numeric: ['>=', bottom, '<', top] }] }, { x: value })).toBe(
        value >= bottom && value < top,
      );
      expect(matches({ x: [{ numeric: ['>', bottom, '<=', top] }] }, { x: value })).toBe(
        value > bottom && value <= top,
      );
    }),
  );
});

test('a block of addresses holds those that share its first bits', () => {
  const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
  fc.assert(
    fc.property(
      address,
      address,
      fc.integer({ min: 0, max: 31 }),
      fc.integer({ min: 0, max: 31 }),
      (base, noise, bits, kept) => {
        const other = kept === 0 ? noise : ((base & (-1 << (32 - kept))) | (noise & ~(-1 << (32 - kept)))) >>> 0;
        const inside = BigInt(base) >> BigInt(32 - bits) === BigInt(other) >> BigInt(32 - bits);
        expect(matches({ x: [{ cidr: `${dotted(base)}/${bits}` }] }, { x: dotted(other) })).toBe(inside);
      },
    ),
  );
});

test('no text makes the compiler fail otherwise than by refusing it', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    '"$or"',
    ':',
    ',',
    '1',
    '-',
    'null',
    'x',
    ' ',
    '"',
    '{"prefix":"p"}',
    '{"numeric":["=",1]}',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        matches(pieces.join(''), {});
      } catch (error) {
        expect(error).toHaveProperty('code', 'InvalidPattern');
      }
    }),
    { numRuns: 3000 },
  );
});
