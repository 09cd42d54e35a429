/** Where requests wait for their topic's signal or their time, whichever is first. */

import type { Wait } from '../kernel/wire.ts';

export interface WaitingRoom {
  /** Calls `resume` later, once; never before this returns. Returns what takes the request out again. */
  park(wait: Wait<unknown>, resume: () => void): () => void;
  signal(topic: string): void;
  /** Topics signalled while `work` runs reach what it parks, though it was not parked yet. */
  hearing<T>(work: () => T): T;
  /** Forgets everyone. */
  clear(): void;
}

interface Parked {
  readonly leave: () => void;
  readonly wake: () => void;
}

/** `clock` in milliseconds since the epoch, as in `Wait.untilMs`. */
export function waitingRoom(clock: () => number): WaitingRoom {
  const parked = new Map<string, Set<Parked>>();
  let heard: Set<string> | undefined;

  return {
    park({ topic, untilMs }, resume) {
      const leave = (): void => {
        clearTimeout(timer);
        const others = parked.get(topic);
        others?.delete(entry);
        if (others?.size === 0) parked.delete(topic);
      };
      const wake = (): void => {
        leave();
        setImmediate(() => {
          if (!left) resume();
        });
      };
      let left = false;
      const entry: Parked = { leave, wake };
      const timer = setTimeout(wake, Math.max(0, untilMs - clock()));
      const others = parked.get(topic) ?? new Set();
      parked.set(topic, others.add(entry));
      if (heard?.has(topic)) wake();
      return () => {
        left = true;
        leave();
      };
    },
    signal(topic) {
      heard?.add(topic);
      for (const entry of [...(parked.get(topic) ?? [])]) entry.wake();
    },
    hearing(work) {
      heard = new Set();
      try {
        return work();
      } finally {
        heard = undefined;
      }
    },
    clear() {
      for (const others of [...parked.values()]) for (const entry of [...others]) entry.leave();
    },
  };
}
