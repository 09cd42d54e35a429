import { expect, test } from 'vitest';
import { within } from '../../../../../infra/local/kernel/tuple-key.ts';
import { ACCOUNT } from '../bridge.ts';
import { range, replayRig, secondOf, START } from './replay-rig.ts';

const HOUR_MS = 3_600_000;

/** An archive of so many events in one minute, and a replay of it that has just been started. */
function started(count: number) {
  const rig = replayRig();
  rig.archive();
  rig.putAt(...range(count).map((n) => n % 60));
  rig.rule('all');
  rig.advance(HOUR_MS);
  rig.start('r', { from: 0, to: 60 });
  return {
    ...rig,
    /** Runs tasks until it has come to that. */
    stepUntil(done: () => boolean) {
      for (let tasks = 0; !done(); tasks += 1) {
        if (tasks > 1000) throw new Error('It never came to that.');
        rig.step();
      }
    },
    remains: () => rig.run(({ tx }) => [...tx.scan(within('events', ACCOUNT, 'replay-bag'))].length),
  };
}

test('a replay starts, runs and is completed, and tells how far it is', () => {
  const { describe, step, settle, stepUntil, delivered, now } = started(250);
  const startedAt = now() / 1000;
  expect(describe('r')).toMatchObject({ State: 'STARTING', ReplayStartTime: startedAt });
  expect(describe('r')).not.toHaveProperty('EventLastReplayedTime');
  step();
  expect(describe('r').State).toBe('RUNNING');
  stepUntil(() => delivered().length > 0);
  const soFar = Math.max(...delivered().map(secondOf));
  expect(describe('r').State).toBe('RUNNING');
  expect(describe('r').EventLastReplayedTime).toBeGreaterThanOrEqual(START + soFar);
  settle();
  expect(describe('r')).toMatchObject({
    State: 'COMPLETED',
    EventLastReplayedTime: START + 59,
    ReplayEndTime: now() / 1000,
  });
});

test('it is completed only when its last event has been delivered', () => {
  for (const count of [1, 99, 100, 101, 250]) {
    const { describe, stepUntil, delivered } = started(count);
    stepUntil(() => describe('r').State === 'COMPLETED');
    expect(delivered()).toHaveLength(count);
  }
});

test('a replay of nothing is completed, and has replayed nothing', () => {
  const rig = replayRig();
  rig.archive();
  rig.start('r', { from: 0, to: 60 });
  rig.settle();
  expect(rig.describe('r').State).toBe('COMPLETED');
  expect(rig.describe('r')).not.toHaveProperty('EventLastReplayedTime');
});

test('the events are as they were, with the name of the replay where AWS puts it', () => {
  const rig = replayRig();
  rig.archive();
  rig.rule('all');
  const Detail = '{"text":",\\"resources\\":","big":12345678901234567890}';
  const { Entries } = rig.put({ Source: 'shop', DetailType: '","resources":', Detail, Resources: ['arn:x'] });
  rig.settle();
  rig.events('StartReplay', {
    ...rig.request('r', { from: 0, to: 0 }),
    EventStartTime: rig.now() / 1000 - 60,
    EventEndTime: rig.now() / 1000 + 60,
  });
  rig.settle();
  const [live, replayed] = rig.target.calls.map(({ input }) =>
    Buffer.from(String(input['Payload']), 'base64').toString(),
  );
  expect(replayed).toBe(live?.replace('"us-east-1",', '"us-east-1","replay-name":"r",'));
  expect(replayed).toContain('12345678901234567890');
  expect(JSON.parse(replayed ?? '')).toMatchObject({
    id: Entries[0]?.EventId,
    'replay-name': 'r',
    resources: ['arn:x'],
  });
});

test('rules decide by the name of the replay', () => {
  const rig = replayRig();
  rig.archive();
  rig.rule('live-only', { source: ['shop'], 'replay-name': [{ exists: false }] });
  rig.rule('replays-only', { source: ['shop'], 'replay-name': [{ prefix: 'orders-' }] });
  rig.putAt(5);
  for (const name of ['orders-2', 'other']) rig.start(name, { from: 0, to: 60 });
  rig.settle();
  expect(rig.delivered().map(({ rule, event }) => [rule, event['replay-name']])).toEqual([
    ['replays-only', 'orders-2'],
  ]);
});

test('replayed events are not archived again, and the archive counts as before', () => {
  const { describe, settle, events } = started(120);
  const archive = () => events<{ EventCount: number; SizeBytes: number }>('DescribeArchive', { ArchiveName: 'a' });
  const before = archive();
  expect(before.EventCount).toBe(120);
  settle();
  expect(describe('r').State).toBe('COMPLETED');
  expect(archive()).toEqual(before);
});

test('disabled rules get nothing; a rule that is there when its event is replayed does', () => {
  const rig = replayRig();
  rig.archive();
  rig.putAt(5);
  rig.rule('off');
  rig.events('DisableRule', { Name: 'off' });
  rig.start('r', { from: 0, to: 60 });
  rig.rule('late');
  rig.settle();
  expect(rig.delivered().map(({ rule }) => rule)).toEqual(['late']);
});

test('an event is replayed only once it has arrived in the archive', () => {
  const rig = replayRig({ archiveLagMs: 10 * 60_000 });
  rig.archive();
  rig.rule('all');
  rig.putAt(1);
  rig.advance(10 * 60_000 - 1);
  rig.start('early', { from: 0, to: 60 });
  rig.settle();
  expect(rig.describe('early').State).toBe('COMPLETED');
  expect(rig.delivered()).toEqual([]);
  rig.advance(1);
  rig.start('late', { from: 0, to: 60 });
  rig.settle();
  expect(rig.delivered()).toHaveLength(1);
});

test('cancelled in the middle, it sends nothing more, and leaves nothing behind', () => {
  const { cancel, describe, settle, stepUntil, delivered, remains, now } = started(1000);
  stepUntil(() => delivered().length > 0);
  expect(cancel('r')).toEqual({
    ReplayArn: `arn:aws:events:us-east-1:${ACCOUNT}:replay/r`,
    State: 'CANCELLING',
  });
  expect(describe('r').State).toBe('CANCELLING');
  expect(describe('r')).not.toHaveProperty('ReplayEndTime');
  settle();
  expect(describe('r')).toMatchObject({ State: 'CANCELLED', ReplayEndTime: now() / 1000 });
  expect(delivered().length).toBeLessThanOrEqual(200);
  expect(remains()).toBe(0);
});

test('cancelled before it ran, it sends nothing', () => {
  const { cancel, describe, settle, delivered } = started(10);
  cancel('r');
  settle();
  expect(describe('r').State).toBe('CANCELLED');
  expect(delivered()).toEqual([]);
});

test.each([false, true])('it fails when its archive is deleted (made anew: %s)', (again) => {
  const { archive, describe, settle, stepUntil, delivered, events, remains } = started(1500);
  stepUntil(() => delivered().length > 0);
  events('DeleteArchive', { ArchiveName: 'a' });
  if (again) archive();
  settle();
  expect(describe('r')).toMatchObject({ State: 'FAILED', StateReason: 'Archive a does not exist.' });
  expect(describe('r')).toHaveProperty('ReplayEndTime');
  expect(delivered().length).toBeLessThan(1500);
  expect(remains()).toBe(0);
});

test('it fails when its bus is deleted', () => {
  const rig = replayRig();
  const { EventBusArn } = rig.events<{ EventBusArn: string }>('CreateEventBus', { Name: 'b' });
  rig.archive({ EventSourceArn: EventBusArn });
  rig.events('StartReplay', { ...rig.request('r', { from: 0, to: 60 }), Destination: { Arn: EventBusArn } });
  rig.events('DeleteEventBus', { Name: 'b' });
  rig.settle();
  expect(rig.describe('r')).toMatchObject({ State: 'FAILED', StateReason: 'Event bus b does not exist.' });
});

test('what its retention takes from the archive meanwhile is passed over', () => {
  const rig = replayRig();
  rig.archive({ RetentionDays: 1 });
  rig.advance(HOUR_MS / 2);
  rig.putAt(...range(250).map(() => 5));
  rig.rule('all');
  rig.advance(24 * HOUR_MS);
  rig.start('r', { from: 0, to: 60 });
  rig.step();
  const sweep = rig.pending().find(({ task }) => task === 'sweepArchive');
  rig.engine.runTask(sweep?.id ?? '');
  rig.settle();
  expect(rig.describe('r').State).toBe('COMPLETED');
  expect(rig.describe('r')).not.toHaveProperty('EventLastReplayedTime');
  expect(rig.delivered()).toEqual([]);
});

test('a replay can be described for 90 days, and its name is free after that', () => {
  const { describe, settle, advance, start } = started(1);
  settle();
  advance(90 * 24 * HOUR_MS - 1);
  expect(() => start('r', { from: 0, to: 60 })).toThrow('Replay r already exists.');
  expect(describe('r').State).toBe('COMPLETED');
  advance(1);
  expect(() => describe('r')).toThrow('Replay r does not exist.');
  start('r', { from: 0, to: 60 });
  expect(describe('r').State).toBe('STARTING');
});
