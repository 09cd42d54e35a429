import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sqliteStore } from '../../../../../infra/local/kernel/sqlite-store.ts';
import { queueArn } from '../bridge.ts';
import { range, replayRig } from './replay-rig.ts';

const EVENTS = 700;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Many events in one minute and some in the next, and a rule that sends them to a queue, all in one file. */
function archivedInFile() {
  const store = sqliteStore(join(directory, 'engine.sqlite'));
  const rig = replayRig({ store });
  rig.archive();
  rig.putAt(...range(EVENTS).map((n) => (n < EVENTS - 50 ? 1 : 70)));
  rig.queue('q');
  rig.events('PutRule', { Name: 'all', EventPattern: '{"source":["shop"]}' });
  rig.events('PutTargets', { Rule: 'all', Targets: [{ Id: 't', Arn: queueArn('q') }] });
  rig.start('r', { from: 0, to: 120, rules: ['all'] });
  return { rig, store };
}

/** What a process that was killed just now leaves on the disk: what was committed, and nothing else. */
function crashImage(name: string): string {
  const image = join(directory, name);
  for (const suffix of ['', '-wal']) cpSync(join(directory, `engine.sqlite${suffix}`), image + suffix);
  return image;
}

/** Carries on with a crash image to the end; answers with the state of the replay and the numbers in the queue. */
function resumed(image: string) {
  const store = sqliteStore(image);
  try {
    const rig = replayRig({ store });
    rig.settle();
    const numbers: number[] = [];
    for (let batch = rig.receive(queueArn('q')); batch.length > 0; batch = rig.receive(queueArn('q')))
      for (const { Body } of batch) numbers.push((JSON.parse(Body) as { detail: { n: number } }).detail.n);
    return { state: rig.describe('r').State, numbers };
  } finally {
    store.close();
  }
}

test('killed at any moment, it goes on where it was and loses no event', async () => {
  const { rig, store } = archivedInFile();
  const images: string[] = [];
  for (let tasks = 0; rig.describe('r').State !== 'COMPLETED'; tasks += 1) {
    rig.step();
    if (tasks % 2 === 0) await setImmediate();
    if (tasks % 3 === 0) images.push(crashImage(`killed-${tasks}.sqlite`));
  }
  store.close();
  expect(images.length).toBeGreaterThan(5);
  for (const image of images) {
    const { state, numbers } = resumed(image);
    expect(state).toBe('COMPLETED');
    expect(numbers.sort((left, right) => left - right)).toEqual(range(EVENTS));
  }
});

test('a cancellation is not forgotten', async () => {
  const { rig, store } = archivedInFile();
  rig.step();
  rig.cancel('r');
  await setImmediate();
  const image = crashImage('cancelled.sqlite');
  store.close();
  expect(resumed(image)).toEqual({ state: 'CANCELLED', numbers: [] });
});
