/** Derives an order's parcels from what was said of them, in whatever order it was said. */

import type { Collected } from '../collect.ts';
import type { Instant } from '../instant.ts';
import type { OrderFacts } from './order-facts.ts';

export type ParcelStatus = 'packed' | 'sent' | 'delivery-failed' | 'delivered';

/** What is known of a parcel; the instants are the earliest of their kind unless they say otherwise. */
export interface Parcel {
  readonly id: string;
  /** The order's lines in it: those of all statements that it was packed. */
  readonly lineIds: ReadonlySet<string>;
  readonly packedAt?: Instant;
  readonly sentAt?: Instant;
  readonly lastSentAt?: Instant;
  readonly lastFailedAt?: Instant;
  readonly deliveredAt?: Instant;
}

/** The parcels by id. */
export function parcelsOf(facts: Collected<OrderFacts>): ReadonlyMap<string, Parcel> {
  const parcels = new Map<string, Parcel>();
  const known = (id: string): Parcel => parcels.get(id) ?? { id, lineIds: new Set() };
  for (const [at, id, lineIds] of facts.ParcelPacked ?? []) {
    const parcel = known(id);
    parcels.set(id, { packedAt: at, ...parcel, lineIds: new Set([...parcel.lineIds, ...lineIds]) });
  }
  for (const [at, id] of facts.ParcelSent ?? []) parcels.set(id, { sentAt: at, ...known(id), lastSentAt: at });
  for (const [at, id] of facts.DeliveryFailed ?? []) parcels.set(id, { ...known(id), lastFailedAt: at });
  for (const [at, id] of facts.ParcelDelivered ?? []) parcels.set(id, { deliveredAt: at, ...known(id) });
  return parcels;
}

/** Delivered once it was delivered at all; a failed delivery counts until a later sending. */
export function parcelStatus({ lastSentAt, lastFailedAt, deliveredAt }: Parcel): ParcelStatus {
  if (deliveredAt !== undefined) return 'delivered';
  if (lastFailedAt !== undefined && lastFailedAt >= (lastSentAt ?? lastFailedAt)) return 'delivery-failed';
  return lastSentAt === undefined ? 'packed' : 'sent';
}
