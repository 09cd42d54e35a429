/** A store that tells when a task was scheduled, so that the task loop need not ask after every transaction. */

import type { ScheduledTask } from '../kernel/context.ts';
import type { Store } from '../kernel/store.ts';
import { key } from '../kernel/tuple-key.ts';

/** Where the kernel's engine keeps scheduled tasks. */
const TASKS = key('task');

/** The same store; `onTask` hears of the earliest task of each transaction once it is committed. */
export function noticingStore(store: Store, onTask: (dueMs: number) => void): Store {
  return {
    transaction(work) {
      let earliestMs = Infinity;
      const result = store.transaction((tx) =>
        work({
          ...tx,
          put(entry, value) {
            if (entry.startsWith(TASKS)) earliestMs = Math.min(earliestMs, (value as ScheduledTask).dueMs);
            tx.put(entry, value);
          },
        }),
      );
      if (earliestMs < Infinity) onTask(earliestMs);
      return result;
    },
    afterCommit: (done) => store.afterCommit(done),
    close: () => store.close(),
  };
}
