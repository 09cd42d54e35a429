/** Takes a batch of recorded events and sends the mails they call for; what could not be done comes again. */

import type { EventStore, LogEntry } from '../../domain/ports/event-store.ts';
import { KEEP_MS } from '../../domain/ports/mail-marks.ts';
import { inParallel } from '../in-parallel.ts';
import { mailsDue, type DueMail } from './mails-due.ts';
import { sendOnce, TIME_FOR_A_CALL_MS, type SendParts } from './send-once.ts';

/** A recorded event by its place, as a message names it: the log says the rest. */
export interface MailDelivery {
  readonly deliveryId: string;
  readonly order: string;
  readonly version: number;
}

/** A mail by the event it tells of. */
export interface NamedMail {
  readonly order: string;
  readonly version: number;
  readonly type: string;
  readonly reason: string;
}

export interface MailedBatch {
  readonly sent: number;
  /** Had been dealt with before. */
  readonly repeated: number;
  /** No news any more. */
  readonly late: number;
  /** Will never be sent. */
  readonly refused: readonly NamedMail[];
  /** May have been sent or not, and are not tried again. */
  readonly unknown: readonly NamedMail[];
  /** Deliveries that must come again. */
  readonly failed: readonly string[];
  /** Why the first of them failed, if that says more than `unknown`. */
  readonly cause?: unknown;
}

export interface MailBatchParts extends SendParts {
  readonly store: EventStore;
}

const ORDERS_AT_ONCE = 4;
/** A call, and the marks before and after it. */
const TIME_FOR_A_MAIL_MS = TIME_FOR_A_CALL_MS + 5_000;

/** Expected failures are in the result. */
export async function mailBatch(deliveries: readonly MailDelivery[], parts: MailBatchParts): Promise<MailedBatch> {
  const counts = { sent: 0, repeated: 0, late: 0 };
  const refused: NamedMail[] = [];
  const unknown: NamedMail[] = [];
  const failed = new Set<string>();
  let cause: unknown;

  const byOrder = Map.groupBy(deliveries, ({ order }) => order);
  await inParallel(ORDERS_AT_ONCE, [...byOrder], async ([order, group]) => {
    try {
      const log = await readLog(parts.store, order, Math.max(...group.map(({ version }) => version)));
      for (const delivery of group.toSorted((a, b) => a.version - b.version)) await take(delivery, log);
    } catch (error) {
      fail(error, ...group);
    }
  });
  return { ...counts, refused, unknown, failed: [...failed], ...(cause !== undefined && { cause }) };

  async function take(delivery: MailDelivery, log: readonly LogEntry[]): Promise<void> {
    if (log.length < delivery.version)
      fail(new Error(`${delivery.order} has no version ${delivery.version}`), delivery);
    for (const due of mailsDue(log, delivery.version)) {
      try {
        if (!(await isDone(due))) failed.add(delivery.deliveryId);
      } catch (error) {
        fail(error, delivery);
      }
    }
  }

  function fail(error: unknown, ...group: readonly MailDelivery[]): void {
    cause ??= error;
    for (const { deliveryId } of group) failed.add(deliveryId);
  }

  /** False if the mail must be seen to again. */
  async function isDone(due: DueMail): Promise<boolean> {
    if (parts.now() - Date.parse(due.dueTime) > KEEP_MS) {
      counts.late += 1;
      return true;
    }
    if (parts.remainingMs() < TIME_FOR_A_MAIL_MS) return false;
    const outcome = await sendOnce(due, parts);
    switch (outcome.type) {
      case 'sent':
      case 'repeated':
        counts[outcome.type] += 1;
        return true;
      case 'refused':
        refused.push(named(due, outcome.reason));
        return true;
      case 'unknown':
        unknown.push(named(due, outcome.reason));
        return false;
      case 'busy':
        return false;
    }
  }
}

function named({ event, order }: DueMail, reason: string): NamedMail {
  return { order: order.id, version: event.sequence, type: event.type, reason };
}

async function readLog(store: EventStore, order: string, version: number): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for await (const entry of store.after(order, 0, version)) {
    log.push(entry);
    if (entry.version >= version) break;
  }
  return log;
}
