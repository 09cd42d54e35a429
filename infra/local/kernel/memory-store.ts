/** The store for simulations: a B-tree whose copy-on-write clones are its transactions. */

import BTreeModule from 'sorted-btree';
import { frozenValue } from './frozen-value.ts';
import type { Store, Transaction, Value } from './store.ts';

const BTree = BTreeModule.default;
type Tree = InstanceType<typeof BTree<string, string | Uint8Array>>;

export interface MemoryStore extends Store {
  /** Another store with the same contents, which cost nothing to copy. */
  fork(): MemoryStore;
}

/** An empty store that lives as long as this object. */
export function memoryStore(): MemoryStore {
  return storeOf(new BTree<string, string | Uint8Array>());
}

function storeOf(tree: Tree): MemoryStore {
  let committed = tree;
  return {
    fork: () => storeOf(committed.clone()),
    transaction(work) {
      const draft = committed.clone();
      const result = work(transactionOn(draft));
      committed = draft;
      return result;
    },
    afterCommit: (done) => done(),
    close: () => undefined,
  };
}

function transactionOn(tree: Tree): Transaction {
  function get<T>(key: string): T | undefined {
    const stored = tree.get(key);
    return stored === undefined ? undefined : (decode(stored) as T);
  }

  return {
    get,
    getShared: <T>(key: string) => frozenValue(get<T>(key)),
    put: (key, value) => void tree.set(key, encode(value)),
    delete: (key) => void tree.delete(key),
    *scan<T>({ from, to }: { readonly from: string; readonly to: string }, options?: { readonly reverse?: boolean }) {
      let entry = options?.reverse ? tree.nextLowerPair(to) : tree.getPairOrNextHigher(from);
      while (entry !== undefined && entry[0] >= from && entry[0] < to) {
        yield [entry[0], decode(entry[1]) as T] as const;
        entry = options?.reverse ? tree.nextLowerPair(entry[0]) : tree.nextHigherPair(entry[0]);
      }
    },
    keys({ from, to }, limit) {
      const found: string[] = [];
      let entry = tree.getPairOrNextHigher(from);
      while (entry !== undefined && entry[0] < to && found.length < limit) {
        found.push(entry[0]);
        entry = tree.nextHigherPair(entry[0]);
      }
      return found;
    },
  };
}

function encode(value: Value): string | Uint8Array {
  return value instanceof Uint8Array ? value.slice() : JSON.stringify(value);
}

function decode(stored: string | Uint8Array): Value {
  return typeof stored === 'string' ? JSON.parse(stored) : stored.slice();
}
