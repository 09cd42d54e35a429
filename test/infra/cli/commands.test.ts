/** The commands as a person uses them, one after another, on a system of their own. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Command } from '../../../infra/cli/command.ts';
import { dispatch } from '../../../infra/cli/dispatch.ts';
import { eventsCommand } from '../../../infra/cli/events-command.ts';
import { importCommand } from '../../../infra/cli/import-command.ts';
import { orderCommand } from '../../../infra/cli/order-command.ts';
import { publishCommand } from '../../../infra/cli/publish-command.ts';
import { resourcesCommand } from '../../../infra/cli/resources-command.ts';
import { tailCommand } from '../../../infra/cli/tail-command.ts';
import { verifyCommand } from '../../../infra/cli/verify-command.ts';
import { csv, ORDER } from '../../producers/importers/ocel-csv/csv.ts';
import { confirmed } from '../../producers/publisher/fake-transport.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { startUp, type UpProcess } from './up/up-process.ts';

const SAMPLE = fileURLToPath(new URL('../../../schemas/sample/orders.ndjson', import.meta.url));
const SAMPLE_EVENTS = 78;
const START_MS = 240_000;

const scratch = mkdtempSync(join(tmpdir(), 'orderlog-commands-'));
let up: UpProcess;

beforeAll(async () => {
  up = await startUp(['--memory'], { ORDERLOG_DATA: scratch });
}, START_MS);

afterAll(async () => {
  await up.end('SIGTERM');
  rmSync(scratch, { recursive: true });
});

function terminal(stdin = '') {
  return fakeTerminal({ stdin, realTime: true, env: { ORDERLOG_URL: up.http, AWS_ENDPOINT_URL: up.aws } });
}

/** Runs a command with `--json`. */
async function json(command: Command, args: readonly string[], stdin = '') {
  const world = terminal(stdin);
  const commands = { it: { summary: '', load: async () => command } };
  const code = await dispatch(commands, ['it', ...args, '--json'], world);
  const document: unknown = code === 2 || world.stdout() === '' ? undefined : JSON.parse(world.stdout());
  return { code, document, stderr: world.stderr() };
}

it('resources names what the stack consists of', async () => {
  const { document } = await json(resourcesCommand, []);
  expect(document).toMatchObject({
    stackName: 'Orderlog',
    outputs: { HttpUrl: up.http, IntakeBusName: 'orderlog-intake', OrderTableName: expect.any(String) as string },
  });
});

it('publish sends a file over the bus, and verify finds it all in the read models', async () => {
  const { code, document } = await json(publishCommand, [SAMPLE]);
  expect(code).toBe(0);
  expect(document).toMatchObject({ refused: [], failed: [] });
  const wanted = { ok: true, orders: 12, events: SAMPLE_EVENTS, problems: [] };
  await expect.poll(async () => (await json(verifyCommand, [])).document, { timeout: 60_000 }).toEqual(wanted);
});

it('publish says what it refused and publishes the rest', async () => {
  const events = [confirmed('order-1012', 'late'), { ...confirmed('order-1012', 'bad'), time: 'yesterday' }];
  const { code, document } = await json(publishCommand, ['-', '--via', 'kinesis'], JSON.stringify(events));
  expect(code).toBe(1);
  expect(document).toMatchObject({
    accepted: [{ index: 0, id: 'late' }],
    refused: [{ index: 1, id: 'bad', problems: [{ pointer: '/time' }] }],
    failed: [],
  });
});

it('publish says where the input breaks, and what was published before', async () => {
  const world = terminal(`${JSON.stringify(confirmed('order-3100', 'first'))}\n{"oops\n`);
  const commands = { publish: { summary: '', load: async () => publishCommand } };
  expect(await dispatch(commands, ['publish', '-'], world)).toBe(1);
  expect(world.stdout()).toBe('1 accepted, 0 refused, 0 not delivered\n');
  expect(world.stderr()).toContain('line 2 is not JSON');
});

it('publish does not list thousands of refusals', async () => {
  const world = terminal(JSON.stringify(Array.from({ length: 25 }, () => null)));
  expect(await publishCommand.run(['-'], world)).toBe(1);
  expect(world.stderr().match(/refused/g)).toHaveLength(20);
  expect(world.stderr()).toContain('and 5 more: --json tells all');
});

it('order shows an order now and as it was', async () => {
  const now = await json(orderCommand, ['order-1005']);
  expect(now.document).toMatchObject({ id: 'order-1005', version: 8, status: 'delivered' });
  const first = await json(orderCommand, ['order-1005', '--as-of', '1']);
  expect(first.document).toMatchObject({ version: 1, status: 'placed', paidMinor: 0 });
  const then = await json(orderCommand, ['order-1005', '--as-of', '2026-03-05T00:00:00Z']);
  expect(then.document).toMatchObject({ status: 'shipped', paymentStatus: 'paid' });
});

it('order knows only what was recorded', async () => {
  const { code, stderr } = await json(orderCommand, ['order-9999']);
  expect(code).toBe(1);
  expect(stderr).toContain('nothing was recorded of an order "order-9999"');
});

it('order says when nothing had happened yet', async () => {
  const { code, stderr } = await json(orderCommand, ['order-1005', '--as-of', '2020-01-01T00:00:00Z']);
  expect(code).toBe(1);
  expect(stderr).toContain('nothing had happened to "order-1005" yet');
});

it('order says that ORDERLOG_URL names something else', async () => {
  const commands = { order: { summary: '', load: async () => orderCommand } };
  const nothing = fakeTerminal({ env: { ORDERLOG_URL: 'nowhere' } });
  expect(await dispatch(commands, ['order', 'order-1005'], nothing)).toBe(2);
  expect(nothing.stderr()).toContain('"nowhere" is no URL');
  const other = fakeTerminal({ env: { ORDERLOG_URL: up.aws } });
  expect(await dispatch(commands, ['order', 'order-1005'], other)).toBe(1);
  expect(other.stderr()).toContain(`${up.aws}/orders/order-1005 answers 404`);
});

it('events lists a part of the history', async () => {
  const { document } = await json(eventsCommand, ['order-1005', '--after', '2', '--limit', '3']);
  expect(document).toMatchObject({ events: [{ sequence: 3 }, { sequence: 4 }, { sequence: 5 }], next: 5 });
  const rest = await json(eventsCommand, ['order-1005', '--after', '5']);
  expect(rest.document).toMatchObject({ events: [{ sequence: 6 }, { sequence: 7 }, { sequence: 8 }], next: null });
});

it('import publishes a log, ends when it is visible, and changes nothing the second time', async () => {
  const file = join(scratch, 'orders.csv');
  writeFileSync(file, csv(...ORDER, { activity: 'pay order', orders: "['o1']", price: '34.98' }));
  for (let time = 1; time <= 2; time += 1) {
    const { code, document } = await json(importCommand, [file, '--format', 'ocel-csv']);
    expect(code).toBe(0);
    expect(document).toMatchObject({ events: 4, orders: 1, accepted: 4, refused: [], failed: [], visible: true });
    expect((await json(orderCommand, ['o1'])).document).toMatchObject({
      version: 4,
      paidMinor: 3498,
      totalMinor: 3498,
    });
  }
});

it('import publishes nothing of a file with an error', async () => {
  const file = join(scratch, 'broken.csv');
  writeFileSync(file, csv({ activity: 'place order', orders: "['o2']", items: '[]' }));
  const { code, stderr } = await json(importCommand, [file, '--format', 'ocel-csv']);
  expect(code).toBe(1);
  expect(stderr).toContain('nothing was published');
});

it('tail tells events as they are recorded, until it is interrupted', async () => {
  const world = terminal();
  const tailing = tailCommand.run(['--json'], world);
  await expect.poll(() => world.stderr()).toContain('following');
  await json(publishCommand, ['-'], JSON.stringify(confirmed('order-3000', 'tailed')));
  await expect.poll(() => world.stdout(), { timeout: 60_000 }).toContain('"tailed"');
  world.interrupt();
  expect(await tailing).toBe(0);
  expect(JSON.parse(world.stdout())).toMatchObject({ id: 'tailed', subject: 'order-3000', sequence: 1 });
});

it('verify finds a row that is not the fold of its log', async () => {
  const { document } = await json(resourcesCommand, []);
  const { OrderTableName } = (document as { outputs: Record<string, string> }).outputs;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await new DynamoDBClient({ endpoint: up.aws, region: 'us-east-1', credentials }).send(
    new UpdateItemCommand({
      TableName: OrderTableName,
      Key: { partition: { S: '1#order#order-1001' }, sort: { S: 'row' } },
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { S: '{"id":"order-1001","version":8,"facts":{}}' } },
    }),
  );
  const verified = await json(verifyCommand, []);
  expect(verified.code).toBe(1);
  expect(verified.document).toMatchObject({
    ok: false,
    problems: [{ kind: 'different', projection: 'order', orderId: 'order-1001' }],
  });
});

it.each<[string, Command, string[], RegExp]>([
  ['no such option', orderCommand, ['x', '--bogus'], /Unknown option '--bogus'/],
  ['an argument too few', eventsCommand, [], /ID is missing/],
  ['an argument too many', orderCommand, ['a', 'b'], /"b" is one argument too many/],
  ['an unknown format', importCommand, [SAMPLE, '--format', 'xls'], /--format must be ocel-csv/],
  ['an unknown way in', publishCommand, [SAMPLE, '--via', 'pigeon'], /--via must be bus or kinesis/],
  ['a limit of nothing', eventsCommand, ['x', '--limit', '0'], /--limit must be a whole number of at least 1/],
  ['a day no calendar has', orderCommand, ['x', '--as-of', '2026-02-31T00:00:00Z'], /--as-of must be/],
  ['a time of no zone', orderCommand, ['x', '--as-of', '2026-03-01T09:30:00'], /--as-of must be/],
  ['a time that is none', orderCommand, ['x', '--as-of', 'soon'], /--as-of must be a version such as 3 or a time/],
])('exits with 2 when misused: %s', async (_, command, args, message) => {
  const { code, stderr } = await json(command, args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
