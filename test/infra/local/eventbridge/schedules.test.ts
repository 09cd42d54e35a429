import { expect, test } from 'vitest';
import { parseSchedule } from '../../../../infra/local/eventbridge/schedules/schedule-expression.ts';
import type { ScheduledTask } from '../../../../infra/local/kernel/context.ts';
import { ROOT } from '../test-engine.ts';
import { ACCOUNT, bridge } from './bridge.ts';

/** When a schedule comes due next, from 2026-01-01 (a Thursday) on. */
function due(expression: string, count = 1, from = '2026-01-01T00:00:00Z'): string[] {
  const { nextMs } = parseSchedule(expression);
  const times: string[] = [];
  let at: number | undefined = Date.parse(from);
  while (at !== undefined && times.length < count) {
    at = nextMs(at);
    if (at !== undefined) times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

test.each([
  ['rate(1 minute)', ['2026-01-01T00:01', '2026-01-01T00:02']],
  ['rate(2 hours)', ['2026-01-01T02:00', '2026-01-01T04:00']],
  ['rate(7 days)', ['2026-01-08T00:00']],
  ['cron(0/15 * * * ? *)', ['2026-01-01T00:15', '2026-01-01T00:30']],
  ['cron(0 12 * * ? *)', ['2026-01-01T12:00', '2026-01-02T12:00']],
  ['cron(5,35 14 * * ? *)', ['2026-01-01T14:05', '2026-01-01T14:35', '2026-01-02T14:05']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-01-01T18:00', '2026-01-02T18:00', '2026-01-05T18:00']],
  ['cron(0 8 1 * ? *)', ['2026-01-01T08:00', '2026-02-01T08:00']],
  ['cron(0 0 L * ? *)', ['2026-01-31T00:00', '2026-02-28T00:00']],
  ['cron(0 0 3W * ? *)', ['2026-01-02T00:00', '2026-02-03T00:00']],
  ['cron(0 0 1W AUG ? *)', ['2026-08-03T00:00']],
  ['cron(0 0 31W * ? *)', ['2026-01-30T00:00', '2026-03-31T00:00']],
  ['cron(0 0 LW * ? *)', ['2026-01-30T00:00', '2026-02-27T00:00']],
  ['cron(0 0 ? * 3#2 *)', ['2026-01-13T00:00', '2026-02-10T00:00']],
  ['cron(0 0 ? * 6L *)', ['2026-01-30T00:00', '2026-02-27T00:00']],
  ['cron(0 0 ? * L *)', ['2026-01-03T00:00']],
  ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
  ['cron(59 23 31 DEC ? 2026-2027)', ['2026-12-31T23:59', '2027-12-31T23:59']],
])('%s', (expression, times) => {
  expect(due(expression, times.length)).toEqual(times);
});

test('a schedule can be over', () => {
  expect(due('cron(0 0 1 1 ? 2025)')).toEqual([]);
});

test.each([
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 minutes)',
  'rate(1 week)',
  'cron(0 12 * * * *)',
  'cron(0 12 ? * ? *)',
  'cron(0 12 * * ?)',
  'cron(60 12 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 0 0 * ? *)',
  'cron(0 0 ? * 8 *)',
  'cron(0 0 ? * MON#6 *)',
  'cron(5-1 0 * * ? *)',
  'cron(3#1 0 * * ? *)',
  'at(2026-01-01T00:00:00)',
])('%s is no schedule', (ScheduleExpression) => {
  const { events } = bridge();
  expect(() => events('PutRule', { Name: 'r', ScheduleExpression })).toThrow(
    'Parameter ScheduleExpression is not valid.',
  );
});

const MINUTE_MS = 60_000;

function everyMinute() {
  const rig = bridge();
  rig.events('PutRule', { Name: 'r', ScheduleExpression: 'rate(1 minute)' });
  rig.events('PutTargets', { Rule: 'r', Targets: [{ Id: '1', Arn: rig.queue('q') }] });
  return rig;
}

test('a scheduled rule fires at its times', () => {
  const { advance, receive } = everyMinute();
  advance(MINUTE_MS - 1);
  expect(receive('q')).toEqual([]);
  advance(2 * MINUTE_MS);
  const messages = receive('q').map(({ Body }) => JSON.parse(Body) as unknown);
  expect(messages).toMatchObject([{ time: '2026-01-01T00:01:00Z' }, { time: '2026-01-01T00:02:00Z' }]);
  expect(messages[0]).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    resources: [`arn:aws:events:us-east-1:${ACCOUNT}:rule/r`],
    detail: {},
  });
});

test('putting it again unchanged does not start it anew; another schedule, switching off and deleting do stop it', () => {
  const { advance, receive, events } = everyMinute();
  advance(MINUTE_MS / 2);
  events('PutRule', { Name: 'r', ScheduleExpression: 'rate(1 minute)', Description: 'd' });
  advance(MINUTE_MS / 2);
  expect(receive('q')).toHaveLength(1);
  events('PutRule', { Name: 'r', ScheduleExpression: 'rate(1 hour)' });
  advance(30 * MINUTE_MS);
  expect(receive('q')).toEqual([]);
  events('DisableRule', { Name: 'r' });
  advance(60 * MINUTE_MS);
  expect(receive('q')).toEqual([]);
  events('EnableRule', { Name: 'r' });
  advance(60 * MINUTE_MS);
  expect(receive('q')).toHaveLength(1);
  events('RemoveTargets', { Rule: 'r', Ids: ['1'] });
  events('DeleteRule', { Name: 'r' });
  advance(60 * MINUTE_MS);
  expect(receive('q')).toEqual([]);
});

test('times missed while nothing ran are made up for once', () => {
  const { pending, advance, receive, engine } = everyMinute();
  const [firing] = pending();
  const task = engine.run(ROOT, ({ tx }) => tx.get<ScheduledTask>(firing?.id ?? ''));
  engine.run(ROOT, (context) => context.cancel(firing?.id ?? ''));
  advance(10.5 * MINUTE_MS);
  engine.run(ROOT, (context) => task && context.schedule(task));
  advance(MINUTE_MS);
  const times = receive('q').map(({ Body }) => (JSON.parse(Body) as { time: string }).time);
  expect(times).toEqual(['2026-01-01T00:01:00Z', '2026-01-01T00:11:30Z']);
});

test('schedules belong to the default bus', () => {
  const { events } = bridge();
  events('CreateEventBus', { Name: 'b' });
  expect(() => events('PutRule', { Name: 'r', EventBusName: 'b', ScheduleExpression: 'rate(1 minute)' })).toThrow(
    'ScheduleExpression is supported only on the default event bus.',
  );
});
