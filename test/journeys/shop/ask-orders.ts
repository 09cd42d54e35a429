/** `GET /orders/{id}`: an order that was there stays, and its version only grows. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import { missing, type Question } from './question.ts';

export interface OrderQuestionOptions {
  /** Those that may be asked for, the newest last. */
  readonly orders: () => readonly string[];
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** What was answered, by order and version: every reader must be answered the same. */
  readonly witnessed: Witnessed;
}

/** Orders as they were answered: the body by version, by order. */
export type Witnessed = Map<string, Map<number, string>>;

const FIELDS = [
  ...['id', 'version', 'status', 'paymentStatus', 'currency', 'totalMinor', 'shippingMinor', 'paidMinor'],
  ...['refundedMinor', 'customer', 'lines', 'payments', 'parcels', 'images', 'anomalies', 'createdAt', 'updatedAt'],
];
/** Of the orders, the newest are those that change. */
const NEWEST = 40;

export function askOrders({ orders, random, witnessed }: OrderQuestionOptions): Question {
  const seen = new Map<string, number>();

  function pick(): string | undefined {
    const all = orders();
    const some = random() < 0.5 ? all.slice(-NEWEST) : all;
    return some[Math.floor(random() * some.length)];
  }

  function differsFromBefore({ id, version }: OrderDescription, text: string): boolean {
    const versions = witnessed.get(id) ?? new Map<number, string>();
    witnessed.set(id, versions);
    if (!versions.has(version)) versions.set(version, text);
    return versions.get(version) !== text;
  }

  return {
    name: 'GET /orders/{id}',
    async ask(get) {
      const id = pick();
      if (id === undefined) return [];
      const before = seen.get(id) ?? 0;
      const { status, etag, body } = await get(`/orders/${id}`);
      if (status === 404 && before === 0) return [];
      if (status !== 200) return [`${id}, which was there, is answered ${status}: ${JSON.stringify(body)}`];
      const order = body as OrderDescription;
      seen.set(id, Math.max(before, order.version));
      return [
        ...missing(FIELDS, order).map((field) => `${id} has no ${field}`),
        ...(etag === `"${order.version}"` ? [] : [`${id} is tagged ${etag} at version ${order.version}`]),
        ...(order.version < before ? [`${id} was at version ${before}, and is at ${order.version}`] : []),
        ...(differsFromBefore(order, JSON.stringify(order)) ? [`${id} has two versions ${order.version}`] : []),
      ];
    },
  };
}
