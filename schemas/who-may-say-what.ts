/** Who may say what: the one table behind the intake bus's policy and the recorder's check. Nothing else is believed. */

import type { EventType } from '../domain/order-event.ts';
import { eventTypes } from './generated/event-types.ts';

export type { EventType };

/** A source, or with a final `*` all sources that begin so, and the event types it may state. */
export interface Speaker {
  readonly source: string;
  readonly types: readonly EventType[];
}

const imageTypes: readonly EventType[] = ['ImageUploaded', 'ImageRejected', 'ImageHidden'];

/**
 * What a shop may state: everything that happens to an order in its own systems, cancellations included. No type is
 * a decision of ours yet: those come with the order API, which appends them itself under the source `orderlog.orders`.
 * Until then no source under `orderlog.` but the image intake is believed.
 */
const shopTypes = (Object.keys(eventTypes) as EventType[]).filter((type) => !imageTypes.includes(type));

export const whoMaySayWhat: readonly Speaker[] = [
  { source: 'ocel.import', types: shopTypes },
  { source: 'shop.*', types: shopTypes },
  { source: 'psp.*', types: ['PaymentReceived', 'PaymentFailed', 'RefundIssued'] },
  { source: 'carrier.*', types: ['ParcelPacked', 'ParcelSent', 'DeliveryFailed', 'ParcelDelivered'] },
  { source: 'orderlog.images', types: imageTypes },
];

/** True if the source may state events of the type; false for types and sources that nobody knows. */
export function maySay(source: string, type: string): boolean {
  return whoMaySayWhat.some((speaker) => isSource(speaker.source, source) && speaker.types.some((own) => own === type));
}

/** The pattern's `*` stands for at least one character. */
function isSource(pattern: string, source: string): boolean {
  if (!pattern.endsWith('*')) return pattern === source;
  return source.startsWith(pattern.slice(0, -1)) && source.length >= pattern.length;
}
