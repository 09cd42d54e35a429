import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitViewKey, viewKey } from '../../domain/view-key.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '/', '%', '%2F', 'a/b', '\uD800', '\uDC00x', '__proto__', '#', '1#sum#0#'),
);

test('a key comes apart into what it was made of', () => {
  fc.assert(
    fc.property(texts, texts, (partition, sort) => {
      const split = splitViewKey(viewKey(partition, sort));
      expect(split.sort).toBe(sort);
      expect(decodeURIComponent(split.partition)).toBe(partition.toWellFormed());
      expect(viewKey(decodeURIComponent(split.partition), split.sort)).toBe(viewKey(partition, sort));
    }),
  );
});

test('other places have other keys', () => {
  fc.assert(
    fc.property(texts, texts, texts, texts, (partition, sort, otherPartition, otherSort) => {
      const isSame = partition.toWellFormed() === otherPartition.toWellFormed() && sort === otherSort;
      expect(viewKey(partition, sort) === viewKey(otherPartition, otherSort)).toBe(isSame);
    }),
  );
});
