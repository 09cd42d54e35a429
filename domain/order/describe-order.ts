/** What an order looks like to whoever asks for it: `GET /orders/{id}`. */

import { earliest, latest } from '../collect.ts';
import type { Collected } from '../collect.ts';
import { timeText } from '../instant.ts';
import type { Address, Customer } from '../../schemas/generated/event-data.ts';
import { accountOf, paymentStatus } from './account.ts';
import type { Account, PaymentStatus } from './account.ts';
import { anomaliesOf } from './anomalies.ts';
import type { Anomaly } from './anomalies.ts';
import { describeImages } from './images.ts';
import type { ImageDescription } from './images.ts';
import { linesOf } from './lines.ts';
import type { OrderLine } from './lines.ts';
import type { OrderFacts } from './order-facts.ts';
import type { OrderState } from './order.ts';
import { parcelStatus, parcelsOf } from './parcels.ts';
import type { ParcelStatus } from './parcels.ts';
import { orderStatus } from './status.ts';
import type { OrderStatus } from './status.ts';

/** Money is in minor units of `currency`; times are RFC 3339, UTC. */
export interface OrderDescription {
  readonly id: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  /** Null while neither the order's creation nor a payment is known. */
  readonly currency: string | null;
  /** Goods and shipping. */
  readonly totalMinor: number;
  readonly shippingMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly customer: Customer;
  /** Where parcels go; absent while nothing was said of it. */
  readonly shippingAddress?: Address;
  readonly lines: readonly OrderLine[];
  readonly payments: readonly PaymentDescription[];
  readonly parcels: readonly {
    readonly id: string;
    readonly lines: readonly string[];
    readonly status: ParcelStatus;
  }[];
  readonly images: readonly ImageDescription[];
  readonly anomalies: readonly Anomaly[];
  /** When it was placed; while that is not known, when the first thing happened to it. */
  readonly createdAt: string | null;
  /** When the last thing happened to it. */
  readonly updatedAt: string | null;
}

export interface PaymentDescription {
  readonly id: string;
  readonly status: 'received' | 'failed';
  readonly amountMinor: number;
  readonly currency: string;
  readonly at: string;
  /** Why it failed, if that was said. */
  readonly reason?: string;
}

export function describeOrder({ id, version, facts }: OrderState): OrderDescription {
  const creation = facts.OrderCreated?.[0];
  const shippingAddress = facts.ShippingAddressChanged?.at(-1)?.[1];
  const account = accountOf(creation, facts);
  const parcels = parcelsOf(facts);
  const lines = linesOf(creation, facts, parcels.values());
  return {
    id,
    version,
    status: orderStatus(facts, lines),
    paymentStatus: paymentStatus(account, creation !== undefined, facts.PaymentFailed !== undefined),
    currency: account.currency,
    totalMinor: account.totalMinor,
    shippingMinor: account.shippingMinor,
    paidMinor: account.paidMinor,
    refundedMinor: account.refundedMinor,
    customer: creation?.[5] ?? null,
    ...(shippingAddress && { shippingAddress }),
    lines,
    payments: describePayments(account, facts),
    parcels: [...parcels.values()].map((one) => ({ id: one.id, lines: [...one.lineIds], status: parcelStatus(one) })),
    images: describeImages(facts),
    anomalies: anomaliesOf({ creation, facts, account, parcels }),
    createdAt: timeOrNull(creation?.[0] ?? earliest(facts)),
    updatedAt: timeOrNull(latest(facts)),
  };
}

/** Received ones first; of those that only failed, the last attempt. */
function describePayments({ payments }: Account, facts: Collected<OrderFacts>): PaymentDescription[] {
  const received = payments.map(
    ({ at, ...payment }) => ({ ...payment, status: 'received', at: timeText(at) }) as const,
  );
  const paid = new Set(payments.map(({ id }) => id));
  const failed = new Map<string, PaymentDescription>();
  for (const [at, id, amountMinor, currency, reason] of facts.PaymentFailed ?? []) {
    const attempt = { id, amountMinor, currency, status: 'failed', at: timeText(at) } as const;
    if (!paid.has(id)) failed.set(id, reason === undefined ? attempt : { ...attempt, reason });
  }
  return [...received, ...failed.values()];
}

function timeOrNull(at: number): string | null {
  return Number.isFinite(at) ? timeText(at) : null;
}
