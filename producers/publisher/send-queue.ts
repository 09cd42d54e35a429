/**
 * Holds what waits to be sent, in lanes. Of each lane at most one entry is under way: a request that fails for some of
 * its entries succeeds for others, so two of one order in one request could come out the wrong way round.
 */

export interface QueuedEntry<Entry> {
  /** Position in the input. */
  readonly index: number;
  /** The event's id. */
  readonly id: string;
  /** Entries of one lane are sent one after another. */
  readonly lane: string;
  readonly entry: Entry;
  readonly bytes: number;
}

export interface SendQueue<Entry> {
  /** Everything added and not yet released, whether waiting or under way. */
  readonly size: number;
  readonly bytes: number;
  /** Lanes whose next entry may go. */
  readonly ready: number;
  /** False if the lane was closed. */
  add(queued: QueuedEntry<Entry>): boolean;
  /** The next request: the oldest ready entries, one of each lane, as many as fit. */
  take(): QueuedEntry<Entry>[];
  /** The entry is done with: the next of its lane may go. */
  release(queued: QueuedEntry<Entry>): void;
  /** The entry is given up, and nothing of its lane may overtake it: returns what waited behind it. */
  close(queued: QueuedEntry<Entry>): QueuedEntry<Entry>[];
  /** Empties the queue of all that waits. */
  clear(): QueuedEntry<Entry>[];
}

export function sendQueue<Entry>(limits: { readonly entries: number; readonly bytes: number }): SendQueue<Entry> {
  const waiting = new Map<string, QueuedEntry<Entry>[]>();
  const ready = new Set<string>();
  const closed = new Set<string>();
  let size = 0;
  let bytes = 0;

  function forget(entries: readonly QueuedEntry<Entry>[]): void {
    size -= entries.length;
    for (const queued of entries) bytes -= queued.bytes;
  }

  return {
    get size() {
      return size;
    },
    get bytes() {
      return bytes;
    },
    get ready() {
      return ready.size;
    },
    add(queued) {
      if (closed.has(queued.lane)) return false;
      size += 1;
      bytes += queued.bytes;
      const lane = waiting.get(queued.lane);
      if (lane === undefined) {
        waiting.set(queued.lane, [queued]);
        ready.add(queued.lane);
      } else {
        lane.push(queued);
      }
      return true;
    },
    take() {
      const batch: QueuedEntry<Entry>[] = [];
      let batchBytes = 0;
      for (const lane of ready) {
        const next = waiting.get(lane)?.[0];
        if (next === undefined || batch.length === limits.entries) break;
        if (batch.length > 0 && batchBytes + next.bytes > limits.bytes) break;
        batch.push(next);
        batchBytes += next.bytes;
        waiting.get(lane)?.shift();
        ready.delete(lane);
      }
      return batch;
    },
    release(queued) {
      forget([queued]);
      const behind = waiting.get(queued.lane) ?? [];
      if (behind.length > 0) ready.add(queued.lane);
      else waiting.delete(queued.lane);
    },
    close(queued) {
      const behind = waiting.get(queued.lane) ?? [];
      forget([queued, ...behind]);
      waiting.delete(queued.lane);
      closed.add(queued.lane);
      return behind;
    },
    clear() {
      const all = [...waiting.values()].flat();
      forget(all);
      waiting.clear();
      ready.clear();
      return all;
    },
  };
}
