/** `GET /customers/{id}/orders`: an order that was listed stays listed, and is never less far than it was. */

import { missing, onlyGrowing, type Question } from './question.ts';

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
}

const FIELDS = ['id', 'status', 'paymentStatus', 'currency', 'totalMinor', 'createdAt'];
/** How far an order is; one that is cancelled is over as well. */
const STAGES = [
  ...['placed', 'confirmed', 'partially-shipped', 'shipped', 'partially-delivered', 'delivered', 'cancelled'],
];

export function askCustomerOrders(customers: readonly string[], random: () => number): Question {
  const stages = new Map(customers.map((customer) => [customer, onlyGrowing()]));
  return {
    name: 'GET /customers/{id}/orders',
    async ask(get) {
      const customer = customers[Math.floor(random() * customers.length)] ?? '';
      const { status, body } = await get(`/customers/${customer}/orders?limit=500`);
      if (status !== 200) return [`the orders of ${customer} are answered ${status}: ${JSON.stringify(body)}`];
      const { orders = [] } = body as { readonly orders?: readonly Listed[] };
      const now = orders.map(({ id, status }) => [`the stage of ${id}`, STAGES.indexOf(status)] as const);
      const times = orders.map(({ createdAt }) => createdAt);
      return [
        ...missing(['orders', 'next'], body).map((field) => `the answer has no ${field}`),
        ...orders.flatMap((order) => missing(FIELDS, order).map((field) => `${order.id} is listed without ${field}`)),
        ...(times.toSorted().reverse().join() === times.join() ? [] : [`the newest of ${customer} are not the first`]),
        ...(stages.get(customer)?.fallen(new Map(now)) ?? []),
      ];
    },
  };
}
