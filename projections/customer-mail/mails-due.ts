/**
 * Decides which mails a recorded event calls for, and to whom: from the order's log alone, so that whoever asks, and
 * however often, gets the same answer.
 *
 * The recipient is the order's customer as known at the event's version. Where nobody had created the order by then,
 * it is the one whom its creation names: the mails that waited for it go out with the creation's own.
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
 * `log` is the order's from version 1 on: at least up to `version`, and if nobody created the order by then, up to its
 * creation or its end. None where the customer, or their address, is not known.
 */
export function mailsDue(log: readonly LogEntry[], version: number): DueMail[] {
  const creation = log.find(isCreation);
  if (creation === undefined) return [];
  const waited = version === creation.version ? log.slice(0, version - 1) : [];
  return [...waited, ...log.slice(version - 1, version)].flatMap((entry) => mailOf(entry, creation, log));
}

/** True for the entry up to which a log must be read at least. */
export function isCreation({ event }: LogEntry): boolean {
  return event.type === 'OrderCreated';
}

function mailOf(entry: LogEntry, creation: LogEntry, log: readonly LogEntry[]): DueMail[] {
  const event = eventOf(entry);
  if (!isTold(event) || (isCreation(entry) && entry !== creation)) return [];
  const due = entry.version > creation.version ? entry : creation;
  const order = orderAt(log, due);
  const recipient = order.customer?.email;
  return recipient === undefined ? [] : [{ event, order, recipient, dueTime: due.recordedTime }];
}

function orderAt(log: readonly LogEntry[], { order, version }: LogEntry): OrderDescription {
  return describeOrder(log.slice(0, version).map(eventOf).reduce(evolve, initialOrder(order)));
}

function eventOf(entry: LogEntry): OrderEvent {
  return upcast(recordedEvent(entry));
}
