import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinesisClient } from '../../infra/aws/kinesis-client.ts';
import { dataDirectory, startSystem, type LocalSystem } from './local-system.ts';
import { subscribe, type TestSubscription } from './test-subscription.ts';

let system: LocalSystem;
let eventBridge: EventBridgeClient;
let s3: S3Client;
let refusals: TestSubscription;
beforeAll(async () => {
  system = await startSystem(dataDirectory());
  eventBridge = new EventBridgeClient(system.access);
  s3 = new S3Client({ ...system.access, forcePathStyle: true });
  refusals = await subscribe(system, 'refusals', { 'detail-type': ['EventQuarantined'] });
});
afterAll(() => system.end('SIGTERM'));

const event = (order: string, id: string, more: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'shop.checkout',
  type: 'OrderConfirmed',
  subject: order,
  time: '2026-03-01T10:00:00Z',
  dataschema: '/schemas/OrderConfirmed/1',
  data: {},
  ...more,
});

describe('at the door', () => {
  test.each([
    ['a source nobody knows', { Source: 'evil.corp', DetailType: 'OrderConfirmed' }],
    ['a forged source of ours', { Source: 'orderlog', DetailType: 'OrderConfirmed' }],
    ['a forged decision', { Source: 'orderlog.orders', DetailType: 'OrderCancelled' }],
    ["a type that is not the source's to state", { Source: 'psp.acme', DetailType: 'OrderConfirmed' }],
    ['a type nobody knows', { Source: 'shop.checkout', DetailType: 'OrderEaten' }],
  ])('the intake bus refuses %s, and takes the others of the request', async (_, names) => {
    const good = event('door', `beside-${names.Source}-${names.DetailType}`);
    const { FailedEntryCount, Entries } = await put([
      { ...names, Detail: JSON.stringify(event('door', 'x', { source: names.Source, type: names.DetailType })) },
      { Source: good.source, DetailType: good.type, Detail: JSON.stringify(good) },
    ]);
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.[0]?.ErrorCode).toBe('AccessDeniedException');
    expect(Entries?.[1]?.EventId).toBeDefined();
  });

  test('nobody else may put on the bus of recorded events', async () => {
    const forged = { ...event('door', 'forged'), sequence: 1, recordedtime: '2026-03-01T10:00:00Z' };
    const entry = { Source: forged.source, DetailType: forged.type, Detail: JSON.stringify(forged) };
    await expect(put([entry], 'RecordedBusName')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('a detail that is no JSON is malformed', async () => {
    const { Entries } = await put([{ Source: 'shop.checkout', DetailType: 'OrderConfirmed', Detail: '{"id":' }]);
    expect(Entries?.[0]?.ErrorCode).toBe('MalformedDetail');
  });
});

describe('past the door', () => {
  const poisons: readonly (readonly [what: string, content: unknown, reason: string, pointer: string])[] = [
    ['broken JSON', '{"id":', 'unreadable', ''],
    ['an unknown type', event('p', 'type', { type: 'OrderEaten' }), 'unknown-type', '/type'],
    [
      'a wrong version',
      event('p', 'version', { dataschema: '/schemas/OrderConfirmed/7' }),
      'unknown-version',
      '/dataschema',
    ],
    ['a forbidden source', event('p', 'source', { source: 'psp.acme' }), 'forbidden-source', '/source'],
    ['a forged source', event('p', 'forged', { source: 'orderlog' }), 'forbidden-source', '/source'],
    ['an order id with spaces', event('p q', 'space'), 'invalid', '/subject'],
    ['201 KB', event('p', 'large', { data: { x: 'x'.repeat(201 * 1024) } }), 'too-large', ''],
    [
      'a __proto__ key',
      JSON.stringify(event('p', 'proto')).replace('"data":{}', '"data":{"__proto__":{"a":1}}'),
      'invalid',
      '/data/__proto__',
    ],
    [
      'deep nesting',
      JSON.stringify(event('p', 'deep')).replace('"data":{}', `"data":${'['.repeat(5_000)}${']'.repeat(5_000)}`),
      'invalid',
      '/data',
    ],
    [
      'an envelope of another source',
      { 'detail-type': 'OrderConfirmed', source: 'psp.acme', detail: event('p', 'envelope') },
      'invalid',
      '/source',
    ],
    ['a reused id', event('neighbour', 'reused', { time: '2026-03-02T00:00:00Z' }), 'reused-id', '/id'],
  ];

  test('poison among good ones: each whole in quarantine with what and where, and nobody waits for it', async () => {
    const good = Array.from({ length: 40 }, (_, at) => event('neighbour', at === 0 ? 'reused' : `good-${at}`));
    const mixed = good.flatMap((one, at) => [one, poisons[at]?.[1] ?? []].flat());
    await stream(mixed);
    await expect
      .poll(async () => (await system.get<{ version?: number }>('/orders/neighbour')).version, { timeout: 20_000 })
      .toBe(good.length);
    const kept = await quarantined(poisons.length);
    for (const [what, content, reason, pointer] of poisons) {
      const raw = typeof content === 'string' ? content : JSON.stringify(content);
      const refusal = kept.find((one) => one.raw === raw);
      expect(refusal, what).toMatchObject({ reason });
      expect(refusal?.problems.map((problem) => problem.pointer).join(' '), what).toContain(pointer);
    }
  });

  test('what names no order cannot be routed, and is kept as well', async () => {
    const { subject, ...nameless } = event('nobody', 'nameless');
    expect(subject).toBe('nobody');
    const { FailedEntryCount } = await put([
      { Source: nameless.source, DetailType: nameless.type, Detail: JSON.stringify(nameless) },
    ]);
    expect(FailedEntryCount).toBe(0);
    const kept = await quarantined(poisons.length + 1);
    const refusal = kept.find(({ reason }) => reason === 'unroutable');
    expect(JSON.parse(refusal?.raw ?? '{}')).toMatchObject({ detail: nameless });
    expect(refusal?.problems).toContainEqual({ pointer: '/subject', message: 'is missing' });
  });

  test('each refusal is announced, so that its producer learns of it', async () => {
    await expect
      .poll(async () => (await refusals.delivered()).length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(poisons.length + 1);
    const details = (await refusals.delivered()).map(({ detail }) => detail);
    for (const detail of details) expect(detail).toMatchObject({ type: 'EventQuarantined' });
    expect(details.every(({ sequence }) => sequence === undefined)).toBe(true);
  });
});

type Entry = { readonly Source: string; readonly DetailType: string; readonly Detail: string };

async function put(entries: readonly Entry[], bus = 'IntakeBusName') {
  const Entries = entries.map((entry) => ({ ...entry, EventBusName: system.output(bus) }));
  return eventBridge.send(new PutEventsCommand({ Entries }));
}

async function stream(contents: readonly unknown[]): Promise<void> {
  const Records = contents.map((content) => ({
    PartitionKey: 'one shard',
    Data: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }));
  const command = new PutRecordsCommand({ StreamName: system.output('IntakeStreamName'), Records });
  expect((await kinesisClient(system.access).send(command)).FailedRecordCount).toBe(0);
}

interface Kept {
  readonly reason: string;
  readonly raw: string;
  readonly problems: readonly { readonly pointer: string; readonly message: string }[];
}

/** What is in quarantine, once there are that many. */
async function quarantined(count: number): Promise<Kept[]> {
  const Bucket = system.output('QuarantineBucketName');
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  await expect.poll(async () => (await keys()).length, { timeout: 20_000 }).toBe(count);
  return Promise.all(
    (await keys()).map(async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? '') as Kept;
    }),
  );
}
