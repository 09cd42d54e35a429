/** Publishes events to the log: checks them, sends what is good, tries again what failed, and says what became of each. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Backoff } from './backoff.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { checkEvent, type Checked } from './check-event.ts';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import type { Outcome } from './outcome.ts';
import { resultCollector, type PublishResult } from './publish-result.ts';
import type { Transport } from './transport.ts';

export interface PublisherOptions {
  /** Where events go: `busTransport` or `kinesisTransport`. */
  readonly transport: Transport;
  /** Requests under way at once; default 4. */
  readonly concurrency?: number;
  /** Attempts for each event, the first included; default 8. */
  readonly maxAttempts?: number;
  /** Waits between attempts; default 50 ms, doubling up to 5 s, each with full jitter. */
  readonly backoff?: Backoff;
  /** How long an event waits for others to share its request, in milliseconds; default 5. */
  readonly lingerMs?: number;
  /** Decides what is sent at all; default: the schemas, the size limit, and who may say what. */
  readonly check?: (candidate: unknown) => Checked;
  /** Resolves after that many milliseconds, or as soon as the signal aborts. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

/** How many events there were so far; `read` is more than the sum of the others while some are under way. */
export interface PublishProgress {
  readonly read: number;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
}

export interface PublishOptions {
  /** Aborts: what has not been taken by then is reported as failed. */
  readonly signal?: AbortSignal;
}

export interface PublishAllOptions extends PublishOptions {
  /** Told what became of each event, as soon as it is known. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Told after each event whose outcome is known. */
  readonly onProgress?: (progress: PublishProgress) => void;
}

export interface Publisher {
  /**
   * Publishes the events and resolves when the outcome of each is known; it rejects only on a bug. Over a transport that
   * keeps order, events of one order are taken in the order given.
   */
  readonly publish: (events: readonly ReleasedEvent[], options?: PublishOptions) => Promise<PublishResult>;
  /**
   * The same for events that come one after another, in bounded memory: it reads no faster than it can send. It stops
   * reading when the service is unusable or the caller aborts, and rejects if reading does, once all under way is done.
   */
  readonly publishAll: (
    events: AsyncIterable<unknown> | Iterable<unknown>,
    options?: PublishAllOptions,
  ) => Promise<PublishProgress>;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const { transport, check = checkEvent } = options;

  /** Reads on after a stop if `toTheEnd`, so that each event gets its outcome. */
  async function run(
    events: AsyncIterable<unknown> | Iterable<unknown>,
    toTheEnd: boolean,
    { signal, onOutcome, onProgress }: PublishAllOptions,
  ): Promise<PublishProgress> {
    const progress = { read: 0, accepted: 0, refused: 0, failed: 0 };
    const report = (outcome: Outcome): void => {
      progress[outcome.type] += 1;
      onOutcome?.(outcome);
      onProgress?.({ ...progress });
    };
    const delivery = createDelivery({ ...deliveryOptions(options), signal, report });
    try {
      for await (const candidate of events) {
        const index = progress.read;
        progress.read += 1;
        const checked = check(candidate);
        if (checked.ok) delivery.add(index, checked.event);
        else report({ type: 'refused', index, ...idOf(candidate), problems: checked.problems });
        await delivery.room();
        if (delivery.stopped !== undefined && !toTheEnd) break;
      }
    } finally {
      await delivery.finish();
    }
    return progress;
  }

  return {
    publishAll: (events, given = {}) => run(events, false, given),
    async publish(events, given = {}) {
      const { add, result } = resultCollector();
      await run(events, true, { ...given, onOutcome: add });
      return result();
    },
  };

  function deliveryOptions(given: PublisherOptions): Omit<DeliveryOptions, 'signal' | 'report'> {
    const { concurrency = 4, maxAttempts = 8, lingerMs = 5, random = Math.random, sleep = timer } = given;
    const { entries, bytes } = transport.limits;
    return {
      transport,
      concurrency,
      maxAttempts,
      lingerMs,
      random,
      sleep,
      backoff: given.backoff ?? { baseMs: 50, capMs: 5_000 },
      window: { entries: 2 * concurrency * entries, bytes: 2 * concurrency * bytes },
    };
  }
}

/** The id of an event that is not one, as far as it can be read. */
function idOf(candidate: unknown): { readonly id?: string } {
  const id: unknown =
    typeof candidate === 'object' && candidate !== null && 'id' in candidate ? candidate.id : undefined;
  return typeof id === 'string' ? { id } : {};
}

async function timer(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined);
}
