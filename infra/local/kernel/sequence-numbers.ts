/** Numbers that only ever grow, also across restarts: reserved in blocks, so that most cost no write. */

import type { Transaction } from './store.ts';
import { key } from './tuple-key.ts';

const RESERVED = key('sequence');
const BLOCK = 4096;

export interface SequenceNumbers {
  next(tx: Transaction): number;
  /** To be called when a transaction was rolled back: a block it reserved is not ours. */
  forget(): void;
}

export function sequenceNumbers(): SequenceNumbers {
  let next = 0;
  let end = 0;
  return {
    next(tx) {
      if (next === end) {
        next = tx.get<number>(RESERVED) ?? 1;
        end = next + BLOCK;
        tx.put(RESERVED, end);
      }
      next += 1;
      return next - 1;
    },
    forget() {
      end = next;
    },
  };
}
