import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { ACCOUNT, bridge, busArn, type PutResult } from './bridge.ts';

test('an event arrives in its envelope', async () => {
  const { client, queue, ruleTo, receive, advance } = bridge();
  ruleTo({ Arn: queue('q') });
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          Source: 'shop',
          DetailType: 'Sold',
          Detail: '{ "n": 12345678901234567890, "text": "a  b\\" c", "2": 1, "1": 2 }',
          Resources: ['arn:aws:x'],
          Time: new Date('2025-05-06T07:08:09.876Z'),
          TraceHeader: 'Root=1-2-3',
        },
      ],
    }),
  );
  const id = answer.Entries?.[0]?.EventId;
  expect(answer).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string }],
  });
  advance(0);
  const [message] = receive('q');
  expect(message?.Body).toBe(
    `{"version":"0","id":"${id}","detail-type":"Sold","source":"shop","account":"${ACCOUNT}","time":"2025-05-06T07:08:09Z",` +
      `"region":"us-east-1","resources":["arn:aws:x"],"detail":{"n":12345678901234567890,"text":"a  b\\" c","2":1,"1":2}}`,
  );
  expect(message?.Attributes).toMatchObject({ AWSTraceHeader: 'Root=1-2-3' });
});

test('an event without a time has that of its arrival', () => {
  const { put, queue, ruleTo, receive, advance } = bridge();
  ruleTo({ Arn: queue('q') });
  advance(90_000);
  put();
  advance(0);
  expect(JSON.parse(receive('q')[0]?.Body ?? '')).toMatchObject({ time: '2026-01-01T00:01:30Z', resources: [] });
});

test('each entry fails on its own', () => {
  const { events, queue, ruleTo, receive, advance } = bridge();
  ruleTo({ Arn: queue('q') });
  const good = { Source: 'shop', DetailType: 'Sold', Detail: '{}' };
  const argument = (name: string) => ({
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  });
  const malformed = { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const Entries = [
    good,
    { ...good, Source: undefined },
    { ...good, DetailType: '' },
    { ...good, Detail: undefined },
    { ...good, Detail: '{' },
    { ...good, Detail: '[]' },
    { ...good, Detail: '"x"' },
    { ...good, Source: 'aws.shop' },
    good,
  ];
  const answer = events<PutResult>('PutEvents', { Entries });
  expect(answer.FailedEntryCount).toBe(7);
  expect(answer.Entries.slice(1, 8)).toEqual([
    argument('Source'),
    argument('DetailType'),
    argument('Detail'),
    malformed,
    malformed,
    malformed,
    { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' },
  ]);
  advance(0);
  const ids = receive('q').map(({ Body }) => (JSON.parse(Body) as { id: string }).id);
  expect(ids).toEqual([answer.Entries[0]?.EventId, answer.Entries[8]?.EventId]);
});

test('a bus is named by name or ARN; one that does not exist swallows the event', () => {
  const { events, put, queue, receive, advance } = bridge();
  events('CreateEventBus', { Name: 'b' });
  events('PutRule', { Name: 'r', EventBusName: 'b', EventPattern: '{"source": ["shop"]}' });
  events('PutTargets', { Rule: 'r', EventBusName: 'b', Targets: [{ Id: '1', Arn: queue('q') }] });
  put({ EventBusName: 'b' });
  put({ EventBusName: busArn('b') });
  put();
  expect(put({ EventBusName: 'none' })).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: expect.anything() as string }],
  });
  advance(0);
  expect(receive('q')).toHaveLength(2);
});

test('a request has one to ten entries and at most a megabyte', async () => {
  const { client } = bridge();
  const entry = { Source: 's', DetailType: 't', Detail: '{}' };
  const put = (count: number, detail = '{}') =>
    client.send(new PutEventsCommand({ Entries: Array.from({ length: count }, () => ({ ...entry, Detail: detail })) }));
  const shown =
    'PutEventsRequestEntry(time=null, source=s, resources=null, detailType=t, detail={}, eventBusName=null, traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null)';
  await expect(put(11)).rejects.toMatchObject({
    name: 'ValidationException',
    message: `1 validation error detected: Value '[${Array(11).fill(shown).join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10`,
  });
  await expect(put(0)).rejects.toMatchObject({
    message: expect.stringContaining('greater than or equal to 1') as string,
  });
  // Source, type and the braces, name and quotes of the detail are ten bytes.
  await expect(put(1, `{"x":"${'x'.repeat(1_048_576 - 10)}"}`)).resolves.toMatchObject({ FailedEntryCount: 0 });
  await expect(put(1, `{"x":"${'x'.repeat(1_048_576 - 9)}"}`)).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Total size of the entries in the request is over the limit.',
  });
});

test('an event matched by no rule, or by a disabled one, goes nowhere', () => {
  const { events, put, queue, ruleTo, receive, advance, pending } = bridge();
  ruleTo({ Arn: queue('q') }, { source: ['other'] });
  put();
  expect(pending()).toEqual([]);
  ruleTo({ Arn: queue('q') });
  events('DisableRule', { Name: 'rule' });
  put();
  advance(0);
  expect(receive('q')).toEqual([]);
});

const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'only-shops',
      Effect: 'Deny',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: busArn('b'),
      Condition: { StringNotLike: { 'events:source': 'shop*' } },
    },
    {
      Sid: 'neighbour',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111111111111:root' },
      Action: 'events:PutEvents',
      Resource: busArn('b'),
      Condition: { StringEquals: { 'events:detail-type': 'Sold' } },
    },
  ],
};
const NEIGHBOUR: Caller = { type: 'root', account: '111111111111' };

function guarded() {
  const rig = bridge([], { allows });
  rig.events('CreateEventBus', { Name: 'b' });
  rig.events('PutPermission', { EventBusName: 'b', Policy: JSON.stringify(POLICY) });
  return rig;
}

test('the policy of a bus refuses single entries, also to its own account', () => {
  const { events } = guarded();
  const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{}', EventBusName: 'b' };
  const answer = events<PutResult>('PutEvents', { Entries: [entry, { ...entry, Source: 'forger' }] });
  expect(answer).toMatchObject({
    FailedEntryCount: 1,
    Entries: [
      { EventId: expect.anything() as string },
      {
        ErrorCode: 'AccessDeniedException',
        ErrorMessage: `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: events:PutEvents on resource: ${busArn('b')}`,
      },
    ],
  });
});

test('a caller who may put none of the entries is refused', () => {
  const { put } = guarded();
  expect(() => put({ EventBusName: 'b', Source: 'forger' })).toThrow(
    expect.objectContaining({ code: 'AccessDeniedException' }) as Error,
  );
});

test('another account may put what the policy lets it, and the event names that account', () => {
  const { put, events, queue, receive, advance, call } = guarded();
  queue('q');
  const Policy = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:*', Resource: '*' }],
  };
  call('sqs', 'SetQueueAttributes', { QueueUrl: 'q', Attributes: { Policy: JSON.stringify(Policy) } });
  events('PutRule', { Name: 'r', EventBusName: 'b', EventPattern: '{"account": ["111111111111"]}' });
  events('PutTargets', {
    Rule: 'r',
    EventBusName: 'b',
    Targets: [{ Id: '1', Arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` }],
  });
  expect(put({ EventBusName: busArn('b') }, NEIGHBOUR).FailedEntryCount).toBe(0);
  expect(() => put({ EventBusName: busArn('b'), DetailType: 'Other' }, NEIGHBOUR)).toThrow('not authorized');
  advance(0);
  expect(receive('q').map(({ Body }) => JSON.parse(Body) as unknown)).toMatchObject([{ account: '111111111111' }]);
});

test.each([5, {}, [5], [null], [[]], [{ Source: 5 }], [{ Resources: 5 }], [{ Resources: [5] }]])(
  'entries that are no entries are refused: %j',
  (Entries) => {
    const { call } = bridge();
    expect(() => call('events', 'PutEvents', { Entries })).toThrow(
      expect.objectContaining({ code: 'SerializationException' }),
    );
  },
);
