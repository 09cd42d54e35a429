import { expect, test } from 'vitest';
import { readSums } from '../../../infra/aws/read-model/read-sums.ts';
import { getDemand } from '../../../projections/product-demand/get-demand/get-demand.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { readModelRig } from '../read-model-rig.ts';
import { sampleEvents } from '../sample-events.ts';

interface Products {
  readonly products: readonly { readonly sku: string; readonly ordered: number; readonly picked: number }[];
  readonly next: string | null;
}

/** `GET /products/demand` over the sample, perhaps with more. */
async function demand(more: typeof sampleEvents = []) {
  const rig = await readModelRig(productDemand);
  await rig.ask({ action: 'status' });
  await rig.record([...sampleEvents, ...more]);
  const ask = getDemand((range) =>
    readSums({ client: rig.dynamo, table: 'rows' }, { number: 1, fold: 1 }, { partition: 'sku', ...range }),
  );
  return async (query: Record<string, string> = {}) => {
    const { status, body } = await ask({ path: {}, query, headers: {} });
    return { status, ...(body as Products) };
  };
}

interface Line {
  readonly id: string;
  readonly sku?: string;
  readonly quantity: number;
}

/** Units ordered and picked of each product of the sample, counted by other means. */
function counted(): Map<string, { ordered: number; picked: number }> {
  const counts = new Map<string, { ordered: number; picked: number }>();
  for (const { subject, type, data } of sampleEvents) {
    if (type !== 'OrderCreated') continue;
    for (const { id, sku, quantity } of (data as { lines: readonly Line[] }).lines) {
      if (sku === undefined) continue;
      const isPicked = sampleEvents.some(
        (event) => event.subject === subject && event.type === 'ItemPicked' && event.data.lineId === id,
      );
      const { ordered, picked } = counts.get(sku) ?? { ordered: 0, picked: 0 };
      counts.set(sku, { ordered: ordered + quantity, picked: picked + (isPicked ? quantity : 0) });
    }
  }
  return counts;
}

test('the demand of the sample is what its events say', async () => {
  const get = await demand();
  const { status, products, next } = await get();
  expect({ status, next }).toEqual({ status: 200, next: null });
  expect(products.length).toBeGreaterThan(2);
  expect(new Map(products.map(({ sku, ordered, picked }) => [sku, { ordered, picked }]))).toEqual(counted());
  expect(products.map(({ sku }) => sku)).toEqual([...counted().keys()].sort());
});

test('pages follow each other to the end', async () => {
  const get = await demand();
  const whole = (await get()).products;
  const paged: Products['products'][number][] = [];
  let query: Record<string, string> | undefined = { limit: '2' };
  while (query !== undefined) {
    const { products, next } = await get(query);
    expect(products.length).toBeLessThanOrEqual(2);
    paged.push(...products);
    query = next === null ? undefined : { limit: '2', after: next };
  }
  expect(paged).toEqual(whole);
});

test('one product can be asked for, and one that nobody wanted', async () => {
  const get = await demand();
  const [first] = (await get()).products;
  expect(await get({ sku: first?.sku ?? '' })).toEqual({ status: 200, products: [first], next: null });
  expect(await get({ sku: 'NOBODY' })).toEqual({ status: 200, products: [], next: null });
});

test('the last there can be is there, and whatever sorts beside another', async () => {
  const [template] = sampleEvents;
  if (template?.type !== 'OrderCreated') throw new Error('the sample begins with an order');
  const skus = ['~'.repeat(64), '!', 'A', 'A!'];
  const lines = skus.map((sku, id) => ({ id: `${id}`, sku, quantity: 1, unitMinor: 1 }));
  const event = { ...template, subject: 'odd', data: { ...template.data, lines } } as (typeof sampleEvents)[number];
  const get = await demand([event]);
  const found = (await get()).products.map(({ sku }) => sku);
  expect(found).toEqual(expect.arrayContaining(skus));
  expect((await get({ after: 'A' })).products[0]?.sku).toBe('A!');
});

test.each([{ limit: '0' }, { limit: '1001' }, { limit: 'x' }, { sku: '' }, { sku: 'a b' }, { after: 'x'.repeat(65) }])(
  '%j is a bad request',
  async (query) => {
    const ask = getDemand(() => Promise.reject(new Error('not asked')));
    const answer = await ask({ path: {}, query: query, headers: {} });
    expect(answer).toMatchObject({ status: 400 });
  },
);
