import { expect, test } from 'vitest';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { getOrderEvents } from '../../../projections/order/get-order-events/get-order-events.ts';
import { meteredTables, type MeteredTables } from '../../infra/aws/metered-tables.ts';

async function withLog(events: number) {
  const tables: MeteredTables = await meteredTables();
  const store = dynamoEventStore(tables.client, 'events');
  for (let version = 1; version <= events; version += 1) {
    const event = {
      specversion: '1.0',
      id: `e-${version}`,
      source: 'shop.checkout',
      type: 'OrderConfirmed',
      subject: 'o-1',
      time: '2026-01-01T00:00:00Z',
      dataschema: '/schemas/OrderConfirmed/1',
      data: {},
    };
    const recordedTime = '2026-01-01T00:00:01.000Z';
    await store.append({ order: 'o-1', version, event, recordedTime, identities: new Uint8Array() });
  }
  const ask = getOrderEvents(store);
  return {
    ...tables,
    page: (query: Record<string, string>, id = 'o-1') => ask({ path: { id }, query, headers: {} }),
  };
}

interface Page {
  readonly events: readonly { readonly sequence: number; readonly id: string }[];
  readonly next: number | null;
}

test('pages follow each other by version to the end', async () => {
  const { page } = await withLog(7);
  const versions: number[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const { status, body } = await page({ after: String(after), limit: '3' });
    expect(status).toBe(200);
    versions.push(...(body as Page).events.map(({ sequence }) => sequence));
    after = (body as Page).next;
  }
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a short page of a long log is read without the rest of it', async () => {
  const { page, consumed } = await withLog(200);
  consumed('events');
  await page({ limit: '5' });
  expect(consumed('events').reads).toBeLessThanOrEqual(1);
});

test('past the end there is nothing, of an order that exists', async () => {
  const { page } = await withLog(2);
  expect(await page({ after: '2' })).toMatchObject({ status: 200, body: { events: [], next: null } });
  expect(await page({}, 'nobody')).toMatchObject({ status: 404 });
});

test.each([{ limit: '0' }, { limit: '1001' }, { limit: 'x' }, { after: '-1' }, { after: '1.5' }])(
  '%j is a bad request',
  async (query) => {
    const { page } = await withLog(1);
    expect(await page(query as Record<string, string>)).toMatchObject({ status: 400 });
  },
);
