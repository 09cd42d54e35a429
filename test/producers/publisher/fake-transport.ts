/** A transport that remembers what it was sent and answers as it is told. */

import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import type { SendOutcome, Transport } from '../../../producers/publisher/transport.ts';

export const ACCEPTED: SendOutcome = { type: 'accepted' };
export const THROTTLED: SendOutcome = { type: 'retry', code: 'ThrottlingException', message: 'Rate exceeded' };
export const DENIED: SendOutcome = { type: 'unusable', code: 'AccessDeniedException', message: 'not yours' };

export interface FakeTransport extends Transport<ReleasedEvent> {
  /** The ids in each request. */
  readonly requests: string[][];
  /** The ids taken, in the order in which they were. */
  readonly taken: ReleasedEvent[];
  /** Requests under way at once, at most. */
  readonly busiest: () => number;
}

export interface FakeTransportOptions {
  readonly limits?: { readonly entries: number; readonly bytes: number };
  readonly keepsOrder?: boolean;
  /** What becomes of an entry; `attempt` counts how often the event was sent before, from 1. */
  readonly answer?: (event: ReleasedEvent, attempt: number) => SendOutcome;
  /** Resolves when the service answers. */
  readonly latency?: () => Promise<void>;
}

export function fakeTransport(options: FakeTransportOptions = {}): FakeTransport {
  const { limits = { entries: 10, bytes: 1_000_000 }, keepsOrder = true, answer = () => ACCEPTED } = options;
  const requests: string[][] = [];
  const taken: ReleasedEvent[] = [];
  const attempts = new Map<ReleasedEvent, number>();
  let underWay = 0;
  let most = 0;
  return {
    limits,
    keepsOrder,
    requests,
    taken,
    busiest: () => most,
    encode: (event) => ({ entry: event, bytes: JSON.stringify(event).length }),
    async send(entries) {
      underWay += 1;
      most = Math.max(most, underWay);
      requests.push(entries.map(({ id }) => id));
      const outcomes = entries.map((event) => {
        const attempt = (attempts.get(event) ?? 0) + 1;
        attempts.set(event, attempt);
        const outcome = answer(event, attempt);
        if (outcome.type === 'accepted') taken.push(event);
        return outcome;
      });
      await (options.latency?.() ?? nextTurn());
      underWay -= 1;
      return outcomes;
    },
  };
}

/** Lets everything go on that can without waiting for the world. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

export function confirmed(order: string, id: string): ReleasedEvent {
  return {
    specversion: '1.0',
    id,
    source: 'shop.test',
    type: 'OrderConfirmed',
    subject: order,
    time: '2026-01-31T09:30:00.000Z',
    dataschema: '/schemas/OrderConfirmed/1',
    data: {},
  };
}

/** Events `0`, `1`, … of one order each. */
export function ofManyOrders(count: number): ReleasedEvent[] {
  return Array.from({ length: count }, (_, at) => confirmed(`order-${at}`, String(at)));
}
