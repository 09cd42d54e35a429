/**
 * Decides which mails a recorded event calls for, and to whom: from the order's log alone, so that whoever asks, and
 * however often, gets the same answer.
 *
 * The recipient is the order's customer as known at the event's version. Where nobody had created the order by then,
 * the mail waits for its creation, and goes out after the creation's own.
 *
 * Only the creation that was recorded first is told to the customer. A later one contradicts it, and which of them
 * holds is for people to sort out (the order shows it as an anomaly); a second confirmation would only confuse, and the
 * first cannot be called back. Every other event is told, also one that repeats what another said: it may say it otherwise.
 */

import { describeOrder, type OrderDescription } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder } from '../../domain/order/order.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import { recordedEvent } from '../../domain/recorded-event.ts';
import { upcast } from '../../domain/upcast.ts';
import { isTold, type ToldEvent } from './told-events.ts';

export interface DueMail {
  readonly event: ToldEvent;
  /** As it was when the mail became due. */
  readonly order: OrderDescription;
  readonly recipient: string;
  /** RFC 3339: when the mail became due. */
  readonly dueTime: string;
}

/**
 * `log` is the order's from version 1 up to `version`, the event's. None while nobody created the order, nor where the
 * customer, or their address, is not known.
 */
export function mailsDue(log: readonly LogEntry[], version: number): DueMail[] {
  const creation = log.find(isCreation);
  const entry = log[version - 1];
  if (creation === undefined || entry === undefined || version < creation.version) return [];
  const events = log.slice(0, version).map(eventOf);
  // An imported log names no customers: that shows before anything is folded.
  if (!events.some(namesAddress)) return [];
  const waited = entry === creation ? log.slice(0, version - 1) : [];
  const order = describeOrder(events.reduce(evolve, initialOrder(entry.order)));
  const recipient = order.customer?.email;
  if (recipient === undefined) return [];
  return [entry, ...waited].flatMap((told) => {
    const event = eventOf(told);
    const counts = isTold(event) && (told === creation || !isCreation(told));
    return counts ? [{ event, order, recipient, dueTime: entry.recordedTime }] : [];
  });
}

function isCreation({ event }: LogEntry): boolean {
  return event.type === 'OrderCreated';
}

function namesAddress(event: OrderEvent): boolean {
  return event.type === 'OrderCreated' && event.data.customer?.email !== undefined;
}

function eventOf(entry: LogEntry): OrderEvent {
  return upcast(recordedEvent(entry));
}
