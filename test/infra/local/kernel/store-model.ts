/** A sorted map to compare stores with, and random commands that run on both. */

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Transaction } from '../../../../infra/local/kernel/store.ts';
import { key } from '../../../../infra/local/kernel/tuple-key.ts';

export type Model = Map<string, unknown>;

export interface ModelCommand {
  run(tx: Transaction, model: Model): void;
  toString(): string;
}

const name = fc
  .array(fc.oneof(fc.constantFrom('a', 'b', '\u0000', '\u0001', 'ü', '😀'), fc.nat(3)), { minLength: 1, maxLength: 3 })
  .map((parts) => key(...parts.map(String)));
const value = fc.oneof(fc.jsonValue(), fc.uint8Array({ maxLength: 8 }));

/** A put, delete, get or scan that checks the store's answer against the model's. */
export function modelCommand(): fc.Arbitrary<ModelCommand> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(name, value).map(([at, stored]) => put(at, stored)) },
    { weight: 2, arbitrary: name.map(remove) },
    { weight: 1, arbitrary: name.map(get) },
    { weight: 2, arbitrary: fc.tuple(name, name, fc.boolean()).map(([from, to, reverse]) => scan(from, to, reverse)) },
  );
}

function put(at: string, stored: unknown): ModelCommand {
  return {
    run(tx, model) {
      tx.put(at, stored);
      model.set(at, plain(stored));
    },
    toString: () => `put ${JSON.stringify(at)}`,
  };
}

function remove(at: string): ModelCommand {
  return {
    run(tx, model) {
      tx.delete(at);
      model.delete(at);
    },
    toString: () => `delete ${JSON.stringify(at)}`,
  };
}

function get(at: string): ModelCommand {
  return {
    run: (tx, model) => expect(plain(tx.get(at))).toEqual(model.get(at)),
    toString: () => `get ${JSON.stringify(at)}`,
  };
}

function scan(from: string, to: string, reverse: boolean): ModelCommand {
  return {
    run(tx, model) {
      const expected = [...model]
        .filter(([at]) => at >= from && at < to)
        .sort(([one], [other]) => (one < other ? -1 : 1));
      const found = [...tx.scan({ from, to }, { reverse })].map(([at, stored]) => [at, plain(stored)]);
      expect(found).toEqual(reverse ? expected.toReversed() : expected);
    },
    toString: () => `scan ${JSON.stringify([from, to, reverse])}`,
  };
}

/** The value as JSON says it (-0 is 0), bytes as a list. */
function plain(stored: unknown): unknown {
  if (stored === undefined) return undefined;
  if (stored instanceof Uint8Array) return { bytes: [...stored] };
  return JSON.parse(JSON.stringify(stored));
}
