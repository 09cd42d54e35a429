/** Sends what it is given, in batches and a few at a time, and tries again until each entry is taken or given up. */

import { backoffMs, type Backoff } from './backoff.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import type { Outcome } from './outcome.ts';
import { sendQueue, type QueuedEntry } from './send-queue.ts';
import type { SendOutcome, Transport } from './transport.ts';

export interface DeliveryOptions {
  readonly transport: Transport;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Attempts for each entry, the first included. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  /** Most that may be queued and under way: what comes after has to wait. */
  readonly window: { readonly entries: number; readonly bytes: number };
  /** How long an entry waits for others to share its request. */
  readonly lingerMs: number;
  /** Resolves after that many milliseconds, or as soon as the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  /** Told what became of each entry, once. */
  readonly report: (outcome: Outcome) => void;
}

export interface Delivery {
  /** Why nothing more is sent: the service is unusable, or the caller aborted. */
  readonly stopped: Reason | undefined;
  add(index: number, event: ReleasedEvent): void;
  /** Resolves when there is room for another entry. */
  room(): Promise<void>;
  /** Sends the rest and resolves when everything is reported. */
  finish(): Promise<void>;
}

interface Reason {
  readonly code: string;
  readonly message: string;
}

type Queued = QueuedEntry<unknown>;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { transport, report, signal } = options;
  const queue = sendQueue<unknown>(transport.limits);
  const underWay = new Set<Promise<void>>();
  let stopped: Reason | undefined;
  let bug: { readonly error: unknown } | undefined;
  let hurry = false;
  let lingering = false;

  const hasRoom = (): boolean => queue.size < options.window.entries && queue.bytes < options.window.bytes;

  /** Starts as many requests as there may be; ones that are not full only when waiting would not fill them. */
  function pump(): void {
    const partial = hurry || !hasRoom();
    while (underWay.size < options.concurrency && queue.ready >= (partial ? 1 : transport.limits.entries)) {
      const request = deliver(queue.take())
        .catch((error: unknown) => void (bug = { error }))
        .then(() => {
          underWay.delete(request);
          pump();
        });
      underWay.add(request);
    }
  }

  /** Resolves when a request is done with. */
  async function change(): Promise<void> {
    pump();
    await Promise.race(underWay);
    if (bug !== undefined) throw bug.error;
  }

  async function deliver(batch: Queued[]): Promise<void> {
    let rest = batch;
    for (let attempt = 1; rest.length > 0; attempt += 1) {
      if (stopped !== undefined) return giveUp(rest, stopped);
      const outcomes = await transport.send(
        rest.map(({ entry }) => entry),
        signal,
      );
      const again = rest.filter((queued, at) => !settle(queued, outcomes[at], attempt === options.maxAttempts));
      if (again.length > 0 && stopped === undefined) {
        pump();
        await options.sleep(backoffMs(options.backoff, attempt, options.random), signal);
      }
      rest = again;
    }
  }

  /** Reports what is final; false if the entry has to be sent again. */
  function settle(queued: Queued, outcome: SendOutcome | undefined, last: boolean): boolean {
    const { index, id } = queued;
    switch (outcome?.type) {
      case 'accepted':
        report({ type: 'accepted', index, id });
        queue.release(queued);
        return true;
      case 'refused':
        report({
          type: 'refused',
          index,
          id,
          problems: [{ pointer: '', message: `${outcome.code}: ${outcome.message}` }],
        });
        queue.release(queued);
        return true;
      case 'retry':
        if (last) giveUp([queued], outcome);
        return last;
      case 'unusable':
        stop(outcome);
        giveUp([queued], outcome);
        return true;
      case undefined:
        throw new Error('The transport answered for fewer entries than it was given.');
    }
  }

  function giveUp(entries: readonly Queued[], { code, message }: Reason): void {
    for (const queued of entries) {
      report({ type: 'failed', index: queued.index, id: queued.id, code, message });
      if (!transport.keepsOrder) queue.release(queued);
      else for (const behind of queue.close(queued)) hold(behind);
    }
  }

  function hold({ index, id, lane }: Queued): void {
    const message = `An earlier event of order ${lane} could not be published, and this one must not overtake it.`;
    report({ type: 'failed', index, id, code: 'Held', message });
  }

  function stop(reason: Reason): void {
    if (stopped !== undefined) return;
    stopped = { code: reason.code, message: reason.message };
    for (const { index, id } of queue.clear()) report({ type: 'failed', index, id, ...stopped });
  }

  function abort(): void {
    stop({ code: 'Aborted', message: 'Publishing was aborted before the service had taken this event.' });
  }

  /** Makes sure that an entry nobody follows is sent before long. */
  function linger(): void {
    if (lingering) return;
    lingering = true;
    void options.sleep(options.lingerMs).then(() => {
      lingering = false;
      hurry = true;
      pump();
    });
  }

  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });

  return {
    get stopped() {
      return stopped;
    },
    add(index, event) {
      const { id, subject } = event;
      if (stopped !== undefined) return report({ type: 'failed', index, id, ...stopped });
      const lane = transport.keepsOrder ? subject : String(index);
      const queued = { index, id, lane, ...transport.encode(event) };
      if (!queue.add(queued)) return hold(queued);
      hurry = false;
      pump();
      linger();
    },
    async room() {
      while (!hasRoom() && stopped === undefined) await change();
    },
    async finish() {
      hurry = true;
      while (queue.size > 0 || underWay.size > 0) await change();
      signal?.removeEventListener('abort', abort);
    },
  };
}
