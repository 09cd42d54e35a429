import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addNumbers,
  compareNumbers,
  normaliseNumber,
  subtractNumbers,
} from '../../../../infra/local/dynamodb/number.ts';
import { encodeNumber } from '../../../../infra/local/dynamodb/number-encoding.ts';
import { numberBytes } from '../../../../infra/local/dynamodb/item-size.ts';

/** An integer mantissa and a power of ten: the model every number is compared with. */
const parts = fc.record({ mantissa: fc.bigInt(-(10n ** 20n), 10n ** 20n), power: fc.integer({ min: -30, max: 30 }) });

interface Parts {
  readonly mantissa: bigint;
  readonly power: number;
}

const text = ({ mantissa, power }: Parts): string => `${mantissa}e${power}`;
const scaled = ({ mantissa, power }: Parts): bigint => mantissa * 10n ** BigInt(power + 30);

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['0012.500', '12.5'],
  ['1e3', '1000'],
  ['-1.50E-3', '-0.0015'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['+7', '7'],
  ['1e125', '1' + '0'.repeat(125)],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
])('%s is stored as %s', (given, stored) => {
  expect(normaliseNumber(given)).toBe(stored);
});

test.each([
  ['', 'The parameter cannot be converted to a numeric value'],
  ['abc', 'The parameter cannot be converted to a numeric value: abc'],
  [' 1', 'The parameter cannot be converted to a numeric value:  1'],
  ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
  ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
  ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
])('%j is refused', (given, message) => {
  expect(() => normaliseNumber(given)).toThrow(message);
});

test('numbers compare as exact decimals, and their encodings sort alike', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const [left, right] = [normaliseNumber(text(a)), normaliseNumber(text(b))];
      const order = scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0;
      expect(Math.sign(compareNumbers(left, right))).toBe(order);
      const [low, high] = [encodeNumber(left), encodeNumber(right)];
      expect(low < high ? -1 : low > high ? 1 : 0).toBe(order);
    }),
  );
});

test('sums and differences are exact', () => {
  const small = fc.record({ mantissa: fc.bigInt(-(10n ** 9n), 10n ** 9n), power: fc.integer({ min: -12, max: 12 }) });
  fc.assert(
    fc.property(small, small, (a, b) => {
      const [left, right] = [normaliseNumber(text(a)), normaliseNumber(text(b))];
      expect(addNumbers(left, right)).toBe(normaliseNumber(text({ mantissa: scaled(a) + scaled(b), power: -30 })));
      expect(subtractNumbers(left, right)).toBe(normaliseNumber(text({ mantissa: scaled(a) - scaled(b), power: -30 })));
    }),
  );
});

test.each([
  ['0', 1],
  ['7', 2],
  ['12', 2],
  ['123', 3],
  ['-1', 3],
  ['100', 2],
  ['0.001', 2],
  ['1.5', 3],
])('%s takes %i bytes', (number, bytes) => {
  expect(numberBytes(number)).toBe(bytes);
});
