import {
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  ListArchivesCommand,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import type { ArchivedEvent } from '../../../../infra/local/eventbridge/archives/archived-events.ts';
import { within } from '../../../../infra/local/kernel/tuple-key.ts';
import { ACCOUNT, bridge, busArn } from './bridge.ts';

const DAY_MS = 86_400_000;
const EventSourceArn = busArn('default');

test('an archive is created, described, changed, listed and deleted', async () => {
  const { client } = bridge();
  const EventPattern = '{"source": ["shop"]}';
  const created = await client.send(
    new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn, EventPattern, Description: 'd', RetentionDays: 1 }),
  );
  const ArchiveArn = `arn:aws:events:us-east-1:${ACCOUNT}:archive/a`;
  expect(created).toMatchObject({ ArchiveArn, State: 'ENABLED', CreationTime: new Date('2026-01-01T00:00:00Z') });
  await client.send(new UpdateArchiveCommand({ ArchiveName: 'a', RetentionDays: 7 }));
  const listed = { ArchiveName: 'a', EventSourceArn, State: 'ENABLED', RetentionDays: 7, EventCount: 0, SizeBytes: 0 };
  expect(await client.send(new DescribeArchiveCommand({ ArchiveName: 'a' }))).toMatchObject({
    ...listed,
    ArchiveArn,
    EventPattern,
    Description: 'd',
  });
  expect(await client.send(new ListArchivesCommand({ EventSourceArn }))).toMatchObject({ Archives: [listed] });
  expect(await client.send(new ListArchivesCommand({ NamePrefix: 'b' }))).toMatchObject({ Archives: [] });
  await client.send(new DeleteArchiveCommand({ ArchiveName: 'a' }));
  await expect(client.send(new DeleteArchiveCommand({ ArchiveName: 'a' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Archive a does not exist.',
  });
});

test('what cannot be is refused', async () => {
  const { client } = bridge();
  const create = (input: object) =>
    client.send(new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn, ...input }));
  await create({});
  await expect(create({})).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: 'Archive a already exists.',
  });
  await expect(create({ ArchiveName: 'x', EventSourceArn: busArn('none') })).rejects.toMatchObject({
    message: 'Event bus none does not exist.',
  });
  await expect(create({ ArchiveName: 'x', EventPattern: '{}' })).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
  });
  await expect(create({ ArchiveName: 'n'.repeat(49) })).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(create({ ArchiveName: 'x', RetentionDays: -1 })).rejects.toMatchObject({ name: 'ValidationException' });
});

interface Described {
  readonly EventCount: number;
  readonly SizeBytes: number;
}

function archived() {
  const rig = bridge();
  rig.events('CreateArchive', {
    ArchiveName: 'a',
    EventSourceArn,
    EventPattern: '{"source": ["shop"]}',
    RetentionDays: 2,
  });
  return {
    ...rig,
    describe: () => rig.events<Described>('DescribeArchive', { ArchiveName: 'a' }),
    stored: () =>
      rig.run(({ tx }) =>
        [...tx.scan<ArchivedEvent>(within('events', ACCOUNT, 'archived', 'a'))].map(([, event]) => event),
      ),
  };
}

test('matching events are kept in the order of their own time', () => {
  const { put, describe, stored } = archived();
  const times = ['2026-01-01T03:00:00Z', '2026-01-01T01:00:00Z', '2026-01-01T02:00:00Z'].map((time) => new Date(time));
  for (const time of times) put({ Time: (time.getTime() / 1000) as unknown as Date });
  put({ Source: 'other' });
  expect(stored().map(({ timeMs }) => timeMs)).toEqual(times.map((time) => time.getTime()).sort());
  const bytes = stored().reduce((sum, { event }) => sum + event.length, 0);
  expect(describe()).toMatchObject({ EventCount: 3, SizeBytes: bytes });
});

test('a replayed event is not archived again', () => {
  const { events, describe, stored, put } = archived();
  put();
  const replayed = JSON.stringify({ ...(JSON.parse(stored()[0]?.event ?? '') as object), 'replay-name': 'r' });
  events('ForwardEvent', { EventBusArn: EventSourceArn, Event: replayed });
  expect(describe().EventCount).toBe(1);
});

test('events leave the archive when their retention is over, counted from their arrival', () => {
  const { put, describe, stored, advance } = archived();
  put({ Time: 0 as unknown as Date });
  advance(DAY_MS);
  put();
  advance(DAY_MS - 7_200_000);
  expect(describe().EventCount).toBe(2);
  advance(4 * 3_600_000);
  expect(describe().EventCount).toBe(1);
  advance(DAY_MS);
  expect(describe()).toMatchObject({ EventCount: 0, SizeBytes: 0 });
  expect(stored()).toEqual([]);
});

test('a retention given later applies to what is already there', () => {
  const { put, events, describe, advance } = archived();
  events('UpdateArchive', { ArchiveName: 'a', RetentionDays: 0 });
  put();
  advance(10 * DAY_MS);
  expect(describe().EventCount).toBe(1);
  events('UpdateArchive', { ArchiveName: 'a', RetentionDays: 1 });
  advance(DAY_MS);
  expect(describe().EventCount).toBe(0);
});

test('deleting an archive leaves nothing of it', () => {
  const { put, events, run, advance } = archived();
  put();
  events('DeleteArchive', { ArchiveName: 'a' });
  advance(DAY_MS);
  expect(run(({ tx }) => [...tx.scan(within('events', ACCOUNT))])).toEqual([]);
});
