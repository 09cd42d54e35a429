/** `GET /sales` and `GET /products/demand`: in a shop in which nothing is cancelled, sums only grow. */

import { missing, onlyGrowing, type Question } from './question.ts';

interface SumsOptions {
  readonly path: string;
  /** Where the sums stand in the answer. */
  readonly list: 'days' | 'products';
  /** What one of them is known by. */
  readonly key: readonly string[];
  readonly amounts: readonly string[];
}

/** From the one UTC day to the other, both included. */
export function askSales(from: string, to: string): Question {
  const amounts = ['orders', 'units', 'revenueMinor', 'paidMinor', 'refundedMinor', 'cancelled'];
  return askSums({ path: `/sales?from=${from}&to=${to}`, list: 'days', key: ['day', 'currency'], amounts });
}

export function askDemand(): Question {
  const amounts = ['ordered', 'outOfStock', 'reordered', 'picked'];
  return askSums({ path: '/products/demand?limit=1000', list: 'products', key: ['sku'], amounts });
}

function askSums({ path, list, key, amounts }: SumsOptions): Question {
  const { fallen } = onlyGrowing();
  return {
    name: `GET ${path}`,
    async ask(get) {
      const { status, body } = await get(path);
      if (status !== 200) return [`it is answered ${status}: ${JSON.stringify(body)}`];
      const sums = (body as Record<string, Record<string, number>[]>)[list] ?? [];
      const now = sums.flatMap((sum) =>
        amounts.map(
          (amount) => [`${amount} of ${key.map((name) => sum[name]).join(' ')}`, sum[amount] ?? NaN] as const,
        ),
      );
      return [
        ...missing([list], body).map((field) => `there are no ${field}`),
        ...sums.flatMap((sum) => missing([...key, ...amounts], sum).map((field) => `a sum has no ${field}`)),
        ...fallen(new Map(now)),
      ];
    },
  };
}
