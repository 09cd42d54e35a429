/** The words of the order's story as entries of its log in the event store. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { created, log, type Told } from '../../domain/story.ts';

export const ADA = { id: 'ada', name: 'Ada Example', email: 'ada@example.com' };

/** Created by Ada, whose address is known. */
export const createdByAda = created({ customer: ADA });

/** Recorded in the first seconds of 2026, when the clock of a test engine starts. */
export function entries(order: string, ...story: readonly Told[]): LogEntry[] {
  return log(...story).map(({ sequence, ...event }) => ({
    order,
    version: sequence,
    recordedTime: `2026-01-01T00:00:0${sequence}.000Z`,
    identities: new Uint8Array(),
    event: { ...event, subject: order, dataschema: `/schemas/${event.type}/${event.type === 'OrderCreated' ? 2 : 1}` },
  }));
}
