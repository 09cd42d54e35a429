import { expect, it } from 'vitest';
import { unavailable } from '../../../../domain/ports/port-error.ts';
import { describeResult } from '../../../../infra/cli/rebuild/describe-result.ts';
import { runRebuilds } from '../../../../infra/cli/rebuild/run-rebuilds.ts';
import { fakeTerminal } from '../fake-terminal.ts';
import { building, idle, over, scriptedTarget } from './scripted-target.ts';

const ATTENDED = { from: 'archive', detach: false } as const;
const barrier = building({ name: 'barrier', untilMs: 2_000 });
const served = over({ result: 'served', events: 100, rows: 12 });
const down = unavailable('The function order-rebuild', new Error('connect ECONNREFUSED'));

it('drives a rebuild to its end and tells its phases', async () => {
  const pass = { events: 50, rows: 6, rowsWritten: 0 };
  const target = scriptedTarget('order', [
    barrier,
    barrier,
    building({ name: 'lag', fromMs: 0, toMs: 0, untilMs: 2_500 }),
    building({ name: 'replay', replay: 'r' }, { replayed: 20 }),
    building({ name: 'drain', untilMs: 900_000 }),
    building({ name: 'sweep', ...pass }),
    building({ name: 'compare', ...pass, events: 120 }),
    building({ name: 'sums', round: 1, events: 120, rows: 12 }),
    served,
  ]);
  const terminal = fakeTerminal();
  const [result] = await runRebuilds([target], ATTENDED, terminal);
  expect(terminal.stderr().split('\n')).toEqual([
    'order  waiting for projectors, at most 2 s left',
    'order  waiting for the archive, at most 2 s left',
    expect.stringMatching(/^order {2}replaying █████░{19} 20% 20\/100$/),
    'order  emptying the queue, at most 899 s left',
    expect.stringMatching(/^order {2}sweeping {2}█{12}░{12} 50% 50\/100$/),
    expect.stringMatching(/^order {2}comparing █{24} 100% 120\/120$/),
    'order  comparing sums',
    '',
  ]);
  expect(result).toMatchObject({ result: 'served', generation: 2, seconds: 4, events: 100, rows: 12 });
  expect(result && describeResult(result)).toBe(
    'order: generation 2 (fold 1) is served after 4.0 s: 100 events, 12 rows\n',
  );
});

it('starts one rebuild, however often it has to ask', async () => {
  const target = scriptedTarget('order', [down, down, barrier, served]);
  const terminal = fakeTerminal();
  const [result] = await runRebuilds([target], ATTENDED, terminal);
  expect(result).toMatchObject({ result: 'served' });
  const starts = target.asked.filter(({ action }) => action === 'start');
  expect(starts).toHaveLength(3);
  expect(new Set(starts.map((start) => JSON.stringify(start))).size).toBe(1);
  expect(terminal.stderr()).toBe(
    'order: The function order-rebuild is unavailable (connect ECONNREFUSED); trying again\n',
  );
});

it('gives up after two minutes without an answer, but not the rebuild', async () => {
  const terminal = fakeTerminal();
  const failing = unavailable('The function f', '{"errorType":"TypeError","errorMessage":"x is no function"}');
  const [result] = await runRebuilds([scriptedTarget('order', [barrier, failing])], ATTENDED, terminal);
  expect(terminal.now()).toBeGreaterThanOrEqual(120_000);
  expect(result).toMatchObject({ result: 'running', reason: 'The function f is unavailable (x is no function).' });
  expect(result && describeResult(result)).toContain('goes on by itself: "orderlog rebuild status order" shows');
});

it('does not ask again where it is no use', async () => {
  const denied = Object.assign(new Error('not authorized to perform lambda:InvokeFunction'), { name: 'AccessDenied' });
  const target = scriptedTarget('order', [denied]);
  const [result] = await runRebuilds([target], ATTENDED, fakeTerminal());
  expect(target.asked).toHaveLength(1);
  expect(result).toMatchObject({ result: 'not-started', reason: expect.stringContaining('not authorized') as string });
});

it('leaves a rebuild to its schedule when it is interrupted', async () => {
  const terminal = fakeTerminal();
  const target = scriptedTarget('order', [barrier]);
  const interrupting = {
    ...terminal,
    async sleep(ms: number) {
      await terminal.sleep(ms);
      if (terminal.now() > 5_000) terminal.interrupt();
    },
  };
  const [result] = await runRebuilds([target], ATTENDED, interrupting);
  expect(result).toMatchObject({ result: 'running', reason: 'It was interrupted.' });
  expect(target.asked.map(({ action }) => action)).not.toContain('cancel');
});

it('says what to do where another rebuild is under way', async () => {
  const target = scriptedTarget('order', [idle('A rebuild of order is under way already.')]);
  const [result] = await runRebuilds([target], ATTENDED, fakeTerminal());
  expect(target.asked).toHaveLength(1);
  expect(result && describeResult(result)).toBe(
    'order: not rebuilt. A rebuild of order is under way already. "orderlog rebuild status order" shows how far it is, ' +
      '"orderlog rebuild cancel order" gives it up.\n',
  );
});

it('tells the first differences of what was refused', async () => {
  const difference = { kind: 'different', projection: 'order', orderId: 'o1', field: 'state.status' };
  const refused = over({
    result: 'refused',
    reason: 'It differs from a fresh fold of the log; what was served before still is.',
    differences: [{ ...difference, expected: 'placed', actual: null }],
  });
  const [result] = await runRebuilds([scriptedTarget('order', [barrier, refused])], ATTENDED, fakeTerminal());
  expect(result && describeResult(result)).toBe(
    'order: generation 2 (fold 1) is not served, but refused. It differs from a fresh fold of the log; what was served ' +
      'before still is.\n  different order o1 state.status: expected "placed", is null\n',
  );
});

it.each([
  ['the next rebuild has ended too', { served: { number: 3, fold: 1, sinceMs: 9 } }, 'failed'],
  ['it was served meanwhile', { served: { number: 2, fold: 1, sinceMs: 9 } }, 'served'],
  ['it was served and replaced', { previous: { number: 2, fold: 1, untilMs: 9 } }, 'served'],
])('knows how it ended although %s', async (_, changes, expected) => {
  const later = over({ result: 'cancelled', number: 3 }, changes);
  const [result] = await runRebuilds([scriptedTarget('order', [barrier, later])], ATTENDED, fakeTerminal());
  expect(result).toMatchObject({ result: expected, generation: 2 });
});

it('starts all of several, and drives two at a time', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const targets = names.map((name) => scriptedTarget(name, [barrier, barrier, barrier, served]));
  let most = 0;
  const counted = targets.map(({ rebuild, ...target }) => ({
    ...target,
    rebuild: {
      ...rebuild,
      async ask(request: Parameters<typeof rebuild.ask>[0]) {
        const driven = targets.filter(({ asked }) => asked.length > 1 && asked.length < 4).length;
        most = Math.max(most, driven);
        if (request.action === 'advance') expect(targets.every(({ asked }) => asked.length > 0)).toBe(true);
        return rebuild.ask(request);
      },
    },
  }));
  const results = await runRebuilds(counted, ATTENDED, fakeTerminal());
  expect(results.map(({ result }) => result)).toEqual(['served', 'served', 'served', 'served']);
  expect(most).toBe(2);
});

it('detached, starts it and does not wait', async () => {
  const target = scriptedTarget('order', [barrier]);
  const [result] = await runRebuilds([target], { from: 'store', detach: true }, fakeTerminal());
  expect(result).toMatchObject({ result: 'running', generation: 2, from: 'store' });
  expect(target.asked).toEqual([{ action: 'start', from: 'store', request: expect.any(String) as string }]);
  expect(target.told).toEqual([{ action: 'advance', forMs: 50_000 }]);
});
