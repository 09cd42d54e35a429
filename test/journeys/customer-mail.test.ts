import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '../../domain/ports/event-store.ts';
import type { Mail } from '../../infra/local/ses/mailbox/mail.ts';
import { toldTypes } from '../../projections/customer-mail/told-events.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { dataDirectory, startSystem, type LocalSystem } from './local-system.ts';

const SAMPLE = fileURLToPath(new URL('../../schemas/sample/orders.ndjson', import.meta.url));
/** Orders beside those of the sample: `ORDERLOG_MAIL_ORDERS=1000` for as many as that. */
const GENERATED = Number(process.env['ORDERLOG_MAIL_ORDERS'] ?? 100);
const events = [
  ...readFileSync(SAMPLE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredEvent),
  ...Array.from({ length: GENERATED }, (_, at) => generatedOrder(`made-up-${at + 1}`)).flat(),
];

/** What happens to an order from its creation to its delivery; each has a customer of its own. */
function generatedOrder(subject: string): StoredEvent[] {
  const lines = [{ id: '1', sku: 'SKU-1', quantity: 1, unitMinor: 1_000 }];
  const customer = { id: `customer-of-${subject}`, name: `Customer of ${subject}`, email: `${subject}@example.com` };
  const happened: readonly (readonly [source: string, type: string, version: number, data: object])[] = [
    ['shop.checkout', 'OrderCreated', 2, { currency: 'EUR', customer, lines, shippingMinor: 0 }],
    ['psp.acme', 'PaymentReceived', 1, { paymentId: `payment-${subject}`, amountMinor: 1_000, currency: 'EUR' }],
    ['shop.office', 'ItemPicked', 1, { lineId: '1' }],
    ['carrier.acme', 'ParcelSent', 1, { parcelId: `parcel-${subject}` }],
    ['carrier.acme', 'ParcelDelivered', 1, { parcelId: `parcel-${subject}` }],
  ];
  return happened.map(([source, type, version, data], at) => {
    const time = `2026-03-0${at + 1}T09:00:00Z`;
    const dataschema = `/schemas/${type}/${version}`;
    return { specversion: '1.0', id: `${subject}-${at}`, source, type, subject, time, dataschema, data };
  });
}

let system: LocalSystem;
let bus: EventBridgeClient;
beforeAll(async () => {
  system = await startSystem(dataDirectory());
  bus = new EventBridgeClient(system.access);
});
afterAll(() => system.end('SIGTERM'));

/** In tens, as they come. */
async function publish(some: readonly StoredEvent[]): Promise<void> {
  for (let from = 0; from < some.length; from += 10) {
    const Entries = some.slice(from, from + 10).map((event) => ({
      EventBusName: system.output('IntakeBusName'),
      Source: event.source,
      DetailType: event.type,
      Detail: JSON.stringify(event),
    }));
    expect((await bus.send(new PutEventsCommand({ Entries }))).FailedEntryCount).toBe(0);
  }
}

async function mailbox(...args: readonly string[]): Promise<readonly Mail[]> {
  const { code, stdout, stderr } = await system.command('mail', '--json', ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as readonly Mail[];
}

/** Subject and recipient of each mail. */
const told = (mails: readonly Mail[]): string[] => mails.map(({ to, subject }) => `${to.join()}: ${subject}`).sort();

const SUBJECTS: Readonly<Record<string, string>> = {
  OrderCreated: 'Thank you for your order',
  PaymentReceived: 'We received your payment',
  ParcelSent: 'Your parcel is on its way',
  ParcelDelivered: 'Your parcel was delivered',
  OrderCancelled: 'Your order was cancelled',
};

/** What the sample calls for, by the addresses that it names. */
function called(): string[] {
  const addresses = new Map(
    events
      .filter(({ type }) => type === 'OrderCreated')
      .map(({ subject, data }) => [subject, (data as { customer: { email: string } }).customer.email]),
  );
  return events
    .filter(({ type }) => toldTypes.some((one) => one === type))
    .map(({ subject, type }) => `${addresses.get(subject)}: ${SUBJECTS[type]} (${subject})`)
    .sort();
}

test('published twice in disorder while all is rebuilt: exactly one mail for each event that calls for one', async () => {
  const random = seededRandom(11);
  const shuffled = [...events, ...events]
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
  const rebuilding = system.command('rebuild', 'all');
  await publish(shuffled);
  expect(await rebuilding).toMatchObject({ code: 0 });
  const patience = { timeout: 60_000 + 200 * GENERATED, interval: 1_000 };
  await expect.poll(async () => told(await mailbox()), patience).toEqual(called());
}, 600_000);

test('a replay of the archive and a rebuild of every read model tell nobody anything', async () => {
  const before = await mailbox();
  expect(told(before)).toEqual(called());
  const { code, stderr } = await system.command('rebuild', 'all', '--from', 'archive');
  expect(code, stderr).toBe(0);
  // Recorded after the replayed events, so mailed after them.
  const last: StoredEvent & { specversion: string } = {
    specversion: '1.0',
    id: 'last',
    source: 'carrier.test',
    type: 'ParcelDelivered',
    subject: 'order-1001',
    time: '2026-04-01T00:00:00Z',
    dataschema: '/schemas/ParcelDelivered/1',
    data: { parcelId: 'parcel-last' },
  };
  await publish([last]);
  await expect.poll(async () => (await mailbox()).length, { timeout: 60_000, interval: 500 }).toBe(before.length + 1);
  const [mail] = (await mailbox()).slice(-1);
  expect(mail?.text).toContain('Parcel: parcel-last');
}, 180_000);

test('one can be read as text', async () => {
  const [mail] = await mailbox('--to', 'ada@example.com');
  const { stdout } = await system.command('mail', mail?.id ?? '');
  expect(stdout).toContain('To: ada@example.com\n');
  expect(stdout).toContain('Hello Ada Example,');
});
