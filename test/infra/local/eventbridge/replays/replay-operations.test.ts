import {
  CancelReplayCommand,
  DescribeReplayCommand,
  ListReplaysCommand,
  StartReplayCommand,
  type StartReplayCommandInput,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import type { Access } from '../../../../../infra/local/kernel/context.ts';
import { ACCOUNT, busArn } from '../bridge.ts';
import { ARCHIVE, range, replayRig, ruleArn, START } from './replay-rig.ts';

const ReplayArn = `arn:aws:events:us-east-1:${ACCOUNT}:replay/r`;
const INTERVAL = { from: 0, to: 60 };

function archived() {
  const rig = replayRig();
  rig.archive();
  rig.rule('all');
  const start = (changes: Partial<StartReplayCommandInput> = {}) =>
    rig.client.send(
      new StartReplayCommand({
        ReplayName: 'r',
        EventSourceArn: ARCHIVE,
        EventStartTime: new Date(START * 1000),
        EventEndTime: new Date((START + 60) * 1000),
        Destination: { Arn: busArn('default') },
        ...changes,
      }),
    );
  return { ...rig, send: start };
}

test('a replay is started, described, listed and cancelled', async () => {
  const { send, client, now, settle } = archived();
  const ReplayStartTime = new Date(now());
  const Destination = { Arn: busArn('default'), FilterArns: [ruleArn('all')] };
  const started = await send({ Description: 'd', Destination });
  expect(started).toMatchObject({ ReplayArn, State: 'STARTING', ReplayStartTime });
  const listed = {
    ReplayName: 'r',
    EventSourceArn: ARCHIVE,
    State: 'STARTING',
    EventStartTime: new Date(START * 1000),
    EventEndTime: new Date((START + 60) * 1000),
    ReplayStartTime,
  };
  const described = await client.send(new DescribeReplayCommand({ ReplayName: 'r' }));
  const $metadata = expect.anything() as unknown;
  expect(described).toEqual({ $metadata, ...listed, ReplayArn, Description: 'd', Destination });
  expect((await client.send(new ListReplaysCommand({}))).Replays).toEqual([listed]);
  const cancelled = await client.send(new CancelReplayCommand({ ReplayName: 'r' }));
  expect(cancelled).toMatchObject({ ReplayArn, State: 'CANCELLING' });
  settle();
  const ended = { ...listed, State: 'CANCELLED', ReplayEndTime: new Date(now()) };
  expect((await client.send(new ListReplaysCommand({}))).Replays).toEqual([ended]);
});

describe('a replay that cannot be is refused:', () => {
  const archive = (name: string) => `arn:aws:events:us-east-1:${ACCOUNT}:archive/${name}`;
  const to = (Arn: string, ...FilterArns: string[]) => ({ Destination: { Arn, FilterArns } });
  const SOURCE = 'Parameter EventSourceArn is not valid. Reason: ';
  const TARGET = 'Parameter Destination.Arn is not valid. Reason: ';
  const TIMES = 'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.';
  const cases: readonly (readonly [string, Partial<StartReplayCommandInput>, string, string])[] = [
    ['no such archive', { EventSourceArn: archive('x') }, 'ValidationException', `${SOURCE}Archive x does not exist.`],
    [
      'an archive of another account',
      { EventSourceArn: ARCHIVE.replace(ACCOUNT, '111111111111') },
      'ValidationException',
      `${SOURCE}Archive a does not exist.`,
    ],
    [
      'no archive',
      { EventSourceArn: busArn('default') },
      'ValidationException',
      `${SOURCE}Must contain an archive ARN.`,
    ],
    ['no bus', to('invalid'), 'ValidationException', `${TARGET}Must contain an event bus ARN.`],
    ['no such bus', to(busArn('x')), 'ResourceNotFoundException', 'Event bus x does not exist.'],
    ['another bus', to(busArn('other')), 'ValidationException', `${TARGET}Cross event bus replay is not permitted.`],
    [
      'no such rule',
      to(busArn('default'), ruleArn('all'), ruleArn('x')),
      'ResourceNotFoundException',
      'Rule x does not exist on EventBus default.',
    ],
    [
      'no rule',
      to(busArn('default'), ARCHIVE),
      'ValidationException',
      'Parameter Destination.FilterArns is not valid. Reason: Must contain rule ARNs.',
    ],
    ['an empty interval', { EventEndTime: new Date(START * 1000) }, 'ValidationException', TIMES],
    ['an end before its start', { EventEndTime: new Date(0), ...to(busArn('other')) }, 'ValidationException', TIMES],
    ['a name taken', { ReplayName: 'taken' }, 'ResourceAlreadyExistsException', 'Replay taken already exists.'],
  ];
  test.each(cases)('%s', async (_, changes, name, message) => {
    const { events, start, send } = archived();
    events('CreateEventBus', { Name: 'other' });
    start('taken', INTERVAL);
    await expect(send(changes)).rejects.toMatchObject({ name, message });
  });

  test('a name that is none, and what is missing', () => {
    const { events, request } = archived();
    const at = (field: string) => `at '${field}' failed to satisfy constraint: Member must`;
    expect(() => events('StartReplay', {})).toThrow(
      `5 validation errors detected: ${['replayName', 'eventSourceArn', 'eventStartTime', 'eventEndTime', 'destination']
        .map((field) => `Value null ${at(field)} not be null`)
        .join('; ')}`,
    );
    const valid = request('r', INTERVAL);
    expect(() => events('StartReplay', { ...valid, ReplayName: 'a b' })).toThrow(
      `Value 'a b' ${at('replayName')} satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
    expect(() => events('StartReplay', { ...valid, ReplayName: 'n'.repeat(65) })).toThrow('less than or equal to 64');
    expect(() => events('StartReplay', { ...valid, Description: 'd'.repeat(513) })).toThrow(
      'less than or equal to 512',
    );
    expect(() => events('StartReplay', { ...valid, Destination: {} })).toThrow(`${at('destination.arn')} not be null`);
    for (const time of ['2026-01-01', 1e300])
      expect(() => events('StartReplay', { ...valid, EventEndTime: time })).toThrow('timestamp');
    expect(() => events('StartReplay', { ...valid, Destination: { ...valid.Destination, FilterArns: 'x' } })).toThrow(
      'FilterArns is not a list of strings.',
    );
  });

  test('an eleventh at the same time', () => {
    const { start, settle, cancel } = archived();
    for (const n of range(10)) start(`r${n}`, INTERVAL);
    expect(() => start('r10', INTERVAL)).toThrow(
      expect.objectContaining({ code: 'LimitExceededException' }) as unknown,
    );
    cancel('r3');
    start('r10', INTERVAL);
    settle();
    start('r11', INTERVAL);
  });
});

test('only what is starting or running can be cancelled, only what exists described', async () => {
  const { start, settle, client, cancel } = archived();
  const IllegalStatus = {
    name: 'IllegalStatusException',
    message: 'Replay r is not in a valid state for this operation.',
  };
  const send = (ReplayName = 'r') => client.send(new CancelReplayCommand({ ReplayName }));
  start('r', INTERVAL);
  cancel('r');
  await expect(send()).rejects.toMatchObject(IllegalStatus);
  settle();
  await expect(send()).rejects.toMatchObject(IllegalStatus);
  const absent = { name: 'ResourceNotFoundException', message: 'Replay x does not exist.' };
  await expect(send('x')).rejects.toMatchObject(absent);
  await expect(client.send(new DescribeReplayCommand({ ReplayName: 'x' }))).rejects.toMatchObject(absent);
});

test('replays are listed by name, page by page, with one filter at most', () => {
  const { start, settle, events } = archived();
  const list = (input: object) => {
    const { Replays, NextToken } = events<{ Replays: { ReplayName: string }[]; NextToken?: string }>(
      'ListReplays',
      input,
    );
    return { names: Replays.map(({ ReplayName }) => ReplayName), NextToken };
  };
  for (const name of ['c', 'a1', 'b', 'a2']) start(name, INTERVAL);
  const first = list({ Limit: 3 });
  expect(first.names).toEqual(['a1', 'a2', 'b']);
  expect(list({ Limit: 3, NextToken: first.NextToken })).toEqual({ names: ['c'], NextToken: undefined });
  expect(list({ NamePrefix: 'a' }).names).toEqual(['a1', 'a2']);
  expect(list({ EventSourceArn: ARCHIVE }).names).toHaveLength(4);
  expect(list({ EventSourceArn: `${ARCHIVE}b` }).names).toEqual([]);
  settle();
  start('d', INTERVAL);
  expect(list({ State: 'STARTING' }).names).toEqual(['d']);
  expect(() => list({ State: 'DONE' })).toThrow(
    'enum value set: [CANCELLED, CANCELLING, COMPLETED, FAILED, RUNNING, STARTING]',
  );
  expect(() => list({ NamePrefix: 'a', State: 'RUNNING' })).toThrow(
    'At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.',
  );
});

test('each operation asks for leave on the resources AWS names, before it tells what exists', () => {
  const asked: string[] = [];
  let denied = '';
  const rig = replayRig({
    allows(_, __, { action, resource }: Access) {
      asked.push(`${action} ${resource}`);
      return resource !== denied;
    },
  });
  rig.archive();
  asked.splice(0);
  rig.start('r', INTERVAL);
  const resources = [ARCHIVE, busArn('default'), ReplayArn];
  expect(asked.splice(0)).toEqual(resources.map((resource) => `events:StartReplay ${resource}`));
  for (const resource of resources) {
    denied = resource;
    expect(() => rig.start('r', INTERVAL)).toThrow(
      `not authorized to perform: events:StartReplay on resource: ${denied}`,
    );
  }
  expect(() => rig.describe('r')).toThrow(`events:DescribeReplay on resource: ${ReplayArn}`);
  expect(() => rig.cancel('r')).toThrow(`events:CancelReplay on resource: ${ReplayArn}`);
  denied = '*';
  expect(() => rig.events('ListReplays', {})).toThrow('events:ListReplays on resource: *');
});
