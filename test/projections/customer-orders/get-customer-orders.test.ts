import { expect, test } from 'vitest';
import { readListings } from '../../../infra/aws/read-model/read-listings.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { getCustomerOrders } from '../../../projections/customer-orders/get-customer-orders/get-customer-orders.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { readModelRig } from '../read-model-rig.ts';
import { sampleEvents } from '../sample-events.ts';

interface Page {
  readonly orders: readonly { readonly id: string; readonly createdAt: string; readonly status: string }[];
  readonly next: string | null;
}

const template = sampleEvents.find(({ type }) => type === 'OrderCreated');

/** An order of a customer, placed at a minute of a day. */
function order(id: string, customer: string, minute: number): ReleasedEvent {
  const time = new Date(Date.UTC(2026, 4, 1, 0, minute)).toISOString();
  return {
    ...template,
    id,
    subject: id,
    time,
    data: { ...template?.data, customer: { id: customer } },
  } as ReleasedEvent;
}

async function asking(events: readonly ReleasedEvent[]) {
  const rig = await readModelRig(customerOrders);
  await rig.ask({ action: 'status' });
  await rig.record(events);
  const generation = { number: 1, fold: 2 };
  const ask = getCustomerOrders(({ customer: partition, ...page }) =>
    readListings({ client: rig.dynamo, table: 'rows' }, generation, { partition, ...page }),
  );
  return async (id: string, query: Record<string, string> = {}) => {
    const { status, body } = await ask({ path: { id }, query, headers: {} });
    return { status, ...(body as Page) };
  };
}

test('the orders of a customer come newest first, page by page, to the end', async () => {
  // Some at the same moment; another customer's between them.
  const events = Array.from({ length: 11 }, (_, at) => order(`o-${at}`, 'ada', Math.floor(at / 2)));
  const get = await asking([...events, ...events.map(({ id }, at) => order(`b-${id}`, 'bob', at))]);
  const whole = await get('ada');
  expect(whole).toMatchObject({ status: 200, next: null });
  expect(whole.orders.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
  const times = whole.orders.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted().reverse());

  for (const limit of ['1', '4', '11']) {
    const paged: Page['orders'][number][] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await get('ada', { limit, ...(cursor !== null && { cursor }) });
      expect(page.orders.length).toBeLessThanOrEqual(Number(limit));
      paged.push(...page.orders);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(whole.orders);
  }
});

test('an order that is placed between two pages is on neither, and none is lost or told twice', async () => {
  const get = await asking(Array.from({ length: 6 }, (_, at) => order(`o-${at}`, 'ada', at)));
  const first = await get('ada', { limit: '3' });
  const rest = await get('ada', { limit: '3', cursor: first.next ?? '' });
  expect([...first.orders, ...rest.orders].map(({ id }) => id)).toEqual(['o-5', 'o-4', 'o-3', 'o-2', 'o-1', 'o-0']);
  expect(rest.next).toBeNull();
});

test('the sample’s customers have its orders, as they stand', async () => {
  const get = await asking(sampleEvents);
  const { orders } = await get('customer-1');
  const own = sampleEvents.filter(
    ({ type, data }) =>
      type === 'OrderCreated' && (data as { customer?: { id: string } }).customer?.id === 'customer-1',
  );
  expect(own.length).toBeGreaterThan(0);
  expect(orders.map(({ id }) => id).sort()).toEqual(own.map(({ subject }) => subject).sort());
  expect(orders[0]).toMatchObject({
    paymentStatus: expect.any(String) as string,
    totalMinor: expect.any(Number) as number,
  });
});

test.each(['nobody', '', 'x'.repeat(128), 'x'.repeat(4_000), '\uD800', 'a/b#c'])(
  'a customer who never ordered has no orders: %j',
  async (customer) => {
    const get = await asking([]);
    expect(await get(customer)).toEqual({ status: 200, orders: [], next: null });
  },
);

test('a cursor of somebody else’s, or of nobody’s, shows nothing of others', async () => {
  const get = await asking([order('o-1', 'ada', 1), order('o-2', 'ada', 2), order('b-1', 'bob', 3)]);
  const { next } = await get('ada', { limit: '1' });
  expect((await get('bob', { cursor: next ?? '' })).orders).toEqual([]);
  expect((await get('ada', { cursor: 'AAAA' })).orders).toEqual([]);
});

test.each([
  { limit: '0' },
  { limit: '501' },
  { limit: '-1' },
  { cursor: '' },
  { cursor: 'a b' },
  { cursor: 'x'.repeat(301) },
])('%j is a bad request', async (query) => {
  const ask = getCustomerOrders(() => Promise.reject(new Error('not asked')));
  const answer = await ask({ path: { id: 'ada' }, query: query, headers: {} });
  expect(answer).toMatchObject({ status: 400 });
});
