import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matches } from './matches.ts';

/**
 * A model of array consistency that shares nothing with the matcher: an event is every event one gets by keeping one
 * nested element of each array, and matches if one of these matches field by field.
 */
function worldsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const scalars = value.filter((element) => typeof element !== 'object' || element === null);
    const nested = value.filter((element) => typeof element === 'object' && element !== null);
    if (nested.length === 0) return [new Kept(scalars, [])];
    return nested.flatMap((element) => worldsOf(element).map((world) => new Kept(scalars, [world])));
  }
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).reduce<object[]>(
    (worlds, [name, inner]) =>
      worlds.flatMap((world) => worldsOf(inner).map((choice) => ({ ...world, [name]: choice }))),
    [{}],
  );
}

class Kept {
  readonly scalars: unknown[];
  readonly nested: unknown[];
  constructor(scalars: unknown[], nested: unknown[]) {
    this.scalars = scalars;
    this.nested = nested;
  }
}

function leavesAt(world: unknown, path: readonly string[]): unknown[] {
  if (world instanceof Kept)
    return [...(path.length === 0 ? world.scalars : []), ...world.nested.flatMap((inner) => leavesAt(inner, path))];
  const [name, ...rest] = path;
  if (typeof world !== 'object' || world === null) return name === undefined ? [world] : [];
  if (name === undefined || !Object.hasOwn(world, name)) return [];
  return leavesAt((world as Record<string, unknown>)[name], rest);
}

function fieldsOf(pattern: object, path: readonly string[] = []): [string[], unknown[]][] {
  return Object.entries(pattern).flatMap(([name, value]): [string[], unknown[]][] =>
    Array.isArray(value) ? [[[...path, name], value as unknown[]]] : fieldsOf(value as object, [...path, name]),
  );
}

function accepts(expected: unknown, value: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === value;
  if ('exists' in expected) return true;
  return 'anything-but' in expected && value !== expected['anything-but'];
}

function modelMatches(pattern: object, event: object): boolean {
  return worldsOf(event).some((world) =>
    fieldsOf(pattern).every(([path, values]) =>
      leavesAt(world, path).some((leaf) => values.some((expected) => accepts(expected, leaf))),
    ),
  );
}

const name = fc.constantFrom('a', 'b', 'c');
const scalar = fc.constantFrom<unknown>(1, 2, 'x', 'y', null, true);
const { event } = fc.letrec<{ event: object; value: unknown }>((tie) => ({
  event: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('event')),
}));
const leaf = fc.array(
  fc.oneof(
    scalar,
    fc.constant({ exists: true }),
    fc.constantFrom(1, 'x').map((value) => ({ 'anything-but': value })),
  ),
  { minLength: 1, maxLength: 2 },
);
const { pattern } = fc.letrec<{ pattern: object }>((tie) => ({
  pattern: fc.dictionary(name, fc.oneof({ maxDepth: 2 }, leaf, tie('pattern')), { minKeys: 1, maxKeys: 3 }),
}));

test('an event matches exactly if one choice of array elements does', () => {
  fc.assert(
    fc.property(pattern, event, (onePattern, oneEvent) => {
      expect(matches(onePattern, oneEvent)).toBe(modelMatches(onePattern, oneEvent));
    }),
    { numRuns: 2000 },
  );
});

test('$or is the union of its branches', () => {
  fc.assert(
    fc.property(pattern, pattern, pattern, event, (common, left, right, oneEvent) => {
      const either = matches({ z: common, $or: [{ d: left }, { d: right }] }, { z: oneEvent, d: oneEvent });
      const one = matches({ z: common, d: left }, { z: oneEvent, d: oneEvent });
      const other = matches({ z: common, d: right }, { z: oneEvent, d: oneEvent });
      expect(either).toBe(one || other);
    }),
  );
});
