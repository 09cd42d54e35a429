/** The command as a person uses it, on a system of its own. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { dispatch } from '../../../../infra/cli/dispatch.ts';
import { publishCommand } from '../../../../infra/cli/publish-command.ts';
import { rebuildCommand } from '../../../../infra/cli/rebuild-command.ts';
import { verifyCommand } from '../../../../infra/cli/verify-command.ts';
import { fakeTerminal } from '../fake-terminal.ts';
import { startUp, type UpProcess } from '../up/up-process.ts';

const SAMPLE = fileURLToPath(new URL('../../../../schemas/sample/orders.ndjson', import.meta.url));
const START_MS = 240_000;
const PATIENCE_MS = 120_000;
const NAMES = ['order', 'sales', 'product-demand', 'customer-orders', 'gallery'];

let up: UpProcess;

beforeAll(async () => {
  up = await startUp(['--memory', '--template', inject('assembly')]);
  expect((await orderlog('publish', SAMPLE)).code).toBe(0);
  expect((await orderlog('verify')).code).toBe(0);
}, START_MS);

afterAll(() => up.end('SIGTERM'));

async function orderlog(...args: readonly string[]) {
  const terminal = fakeTerminal({ realTime: true, env: { ORDERLOG_URL: up.http, AWS_ENDPOINT_URL: up.aws } });
  const commands = Object.fromEntries(
    Object.entries({ rebuild: rebuildCommand, publish: publishCommand, verify: verifyCommand }).map(
      ([name, command]) => [name, { summary: '', load: async () => command }],
    ),
  );
  const code = await dispatch(commands, args, terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

async function projections(...args: readonly string[]): Promise<readonly unknown[]> {
  const { stdout } = await orderlog('rebuild', ...args, '--json');
  return (JSON.parse(stdout) as { projections: readonly unknown[] }).projections;
}

it('rebuilds all from the archive, one from the store, and rolls back', { timeout: PATIENCE_MS }, async () => {
  const all = await orderlog('rebuild', 'all');
  expect(all.code).toBe(0);
  const lines = all.stdout.trimEnd().split('\n');
  // None of the sample's orders has a picture.
  const rowsOf = (name: string): number => (name === 'gallery' ? 0 : 12);
  expect(lines).toEqual(
    NAMES.map((name) => {
      const line = `^${name}: generation 2 .* is served after .*: 78 events, ${rowsOf(name)} rows$`;
      return expect.stringMatching(line) as string;
    }),
  );
  expect(all.stderr).toContain('waiting for projectors');
  const result = { projection: 'order', result: 'served', generation: 3, fold: 1, from: 'store', events: 78, rows: 12 };
  expect(await projections('order', '--from', 'store')).toMatchObject([result]);
  expect(await projections('status', 'order')).toMatchObject([
    { served: { generation: 3 }, previous: { generation: 2 }, last: { result: 'served', from: 'store' } },
  ]);
  expect(await projections('rollback', 'order')).toMatchObject([
    { done: true, reason: null, served: { generation: 2 }, previous: { generation: 3 } },
  ]);
  expect((await orderlog('verify')).code).toBe(0);
});

it('starts one rebuild at a time, which can be cancelled', { timeout: PATIENCE_MS }, async () => {
  const detached = await orderlog('rebuild', 'sales', '--detach');
  expect(detached).toMatchObject({ code: 0, stdout: expect.stringContaining('goes on by itself') as string });
  const second = await orderlog('rebuild', 'sales');
  expect(second.code).toBe(1);
  expect(second.stdout).toContain('A rebuild of sales is under way already. "orderlog rebuild status sales"');
  const cancelled = await orderlog('rebuild', 'cancel', 'all');
  expect(cancelled.code).toBe(0);
  expect(cancelled.stdout).toMatch(/^sales: generation 3 is given up; generation 2 \(fold 1\) is served$/m);
  expect(cancelled.stdout).toContain('No rebuild of order is under way.');
  expect((await orderlog('rebuild', 'cancel', 'sales')).code).toBe(1);
});

it('tells what a rebuild would take', async () => {
  const estimates = await projections('all', '--dry-run');
  expect(estimates).toMatchObject(NAMES.map((projection) => ({ projection, archiveEvents: 78, logEvents: 78 })));
  const { code, stdout } = await orderlog('rebuild', 'order', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(/from the archive {2}78 events, about \d+ s, less than \$0\.01 on AWS/);
});

it.each([
  ['rebuild', 'orders'],
  ['rebuild', 'cancel', 'orders'],
])('knows its read models: %s %s', async (...args) => {
  const { code, stderr } = await orderlog(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(`there is no projection "orders". There are: ${NAMES.join(', ')}.`);
});
