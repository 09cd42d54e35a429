import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteItems, generationsIn, itemsOf } from '../projections/table-items.ts';
import { dataDirectory, settledAudit, startSystem, type LocalSystem } from './local-system.ts';
import { replaceCode } from './replace-code.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = `${ROOT}schemas/sample/orders.ndjson`;
const WRONG_IN_REPLAYS = relative(ROOT, fileURLToPath(new URL('./wrong-in-replays.ts', import.meta.url)));

let system: LocalSystem;
beforeAll(async () => {
  system = await startSystem(dataDirectory());
  expect(await system.command('publish', SAMPLE)).toMatchObject({ code: 0 });
  expect(await settledAudit(system, 78)).toMatchObject({ ok: true, orders: 12, events: 78 });
}, 180_000);
afterAll(() => system.end('SIGTERM'));

describe('a projector that is wrong in replays alone', () => {
  beforeAll(() => replaceCode(system, 'SalesProjector', WRONG_IN_REPLAYS));

  test('does not get its generation served: the first difference is told, and what was served still is', async () => {
    const before = await system.get('/sales?from=2026-03-01&to=2026-03-31');
    const { code, stdout } = await system.command('rebuild', 'sales');
    expect(code).toBe(1);
    expect(stdout).toContain('generation 2 (fold 1) is not served, but refused');
    expect(stdout).toMatch(/^ {2}different sales order-\d+ \S+: expected .+, is .+$/m);
    expect(await system.get('/sales?from=2026-03-01&to=2026-03-31')).toEqual(before);
    expect(await status('sales')).toMatchObject({
      served: { generation: 1 },
      last: { generation: 2, result: 'refused' },
    });
    expect(await system.command('verify')).toMatchObject({ code: 0 });
  });

  test('and from the store it is served: no projector has a part in that', async () => {
    expect(await system.command('rebuild', 'sales', '--from', 'store')).toMatchObject({ code: 0 });
    expect(await status('sales')).toMatchObject({ served: { generation: 3 } });
  });

  test('is served once its code is right', async () => {
    await replaceCode(system, 'SalesProjector', 'projections/sales/projector/lambda.ts');
    expect(await system.command('rebuild', 'sales')).toMatchObject({ code: 0 });
    expect(await status('sales')).toMatchObject({ served: { generation: 4 }, previous: { generation: 3 } });
  });
});

test.each([
  ['order', 'archive'],
  ['product-demand', 'store'],
  ['customer-orders', 'archive'],
])('the rows of %s, deleted by hand, are the same when it is rebuilt from the %s', async (name, source) => {
  const dynamo = new DynamoDBClient(system.access);
  const table = system.output(
    `${name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}TableName`,
  );
  const before = await itemsOf(dynamo, 1, table);
  expect(before.length).toBeGreaterThanOrEqual(12);
  await deleteItems(dynamo, 1, table);
  expect(await generationsIn(dynamo, table)).toEqual([]);
  expect(await system.command('rebuild', name, '--from', source)).toMatchObject({ code: 0 });
  expect(await itemsOf(dynamo, 2, table)).toEqual(before);
  expect(await system.command('verify', '--projection', name)).toMatchObject({ code: 0 });
});

async function status(name: string): Promise<unknown> {
  const { stdout } = await system.command('rebuild', 'status', name, '--json');
  return (JSON.parse(stdout) as { projections: unknown[] }).projections[0];
}
