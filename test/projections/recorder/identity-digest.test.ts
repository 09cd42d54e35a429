import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDigest, digestStart, encodeDigest, fingerprint } from '../../../projections/recorder/identity-digest.ts';

/** The fingerprint each version of a long log has. */
const log = Array.from({ length: 40_000 }, (_, at) => fingerprint({ source: 'shop.checkout', id: String(at) }));

/** Follows the chain of digests from `head`, as a cold writer does. */
function followChain(head: number): { readonly known: number[]; readonly bytes: number[] } {
  const known: number[] = log.slice(head - 1, head);
  const bytes: number[] = [];
  for (let version = head; version > 0; version = digestStart(version)) {
    const digest = encodeDigest(log.slice(0, version - 1));
    bytes.push(digest.byteLength);
    known.unshift(...decodeDigest(digest));
  }
  return { known, bytes };
}

test('the chain from any head tells every fingerprint exactly once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: log.length }), (head) => {
      expect(followChain(head).known).toEqual(log.slice(0, head));
    }),
    {
      numRuns: 200,
      examples: [[1], [2], [31], [32], [33], [64], [1023], [1024], [1025], [32_768], [32_769], [40_000]],
    },
  );
});

test('at 10,000 events the chain is three entries and less than 41 KB', () => {
  const { bytes } = followChain(10_000);
  expect(bytes).toHaveLength(3);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(41_000);
});

test('an ordinary entry carries at most 31 fingerprints', () => {
  for (let version = 1; version < 2_000; version += 1) {
    if (version % 32 !== 0) expect(encodeDigest(log.slice(0, version - 1)).byteLength).toBeLessThanOrEqual(31 * 4);
  }
});

test('source and id are told apart', () => {
  expect(fingerprint({ source: 'a', id: 'bc' })).not.toBe(fingerprint({ source: 'ab', id: 'c' }));
});
