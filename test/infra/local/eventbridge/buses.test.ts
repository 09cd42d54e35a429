import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  ListEventBusesCommand,
  ListTagsForResourceCommand,
  PutPermissionCommand,
  PutRuleCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { bridge, busArn } from './bridge.ts';

test('a bus is created, described, changed, listed and deleted', async () => {
  const { client } = bridge();
  const created = await client.send(
    new CreateEventBusCommand({ Name: 'orders', Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] }),
  );
  expect(created).toMatchObject({ EventBusArn: busArn('orders'), Description: 'd' });
  const described = await client.send(new DescribeEventBusCommand({ Name: busArn('orders') }));
  expect(described).toMatchObject({ Name: 'orders', Description: 'd', CreationTime: new Date('2026-01-01T00:00:00Z') });
  await client.send(new UpdateEventBusCommand({ Name: 'orders', Description: 'e' }));
  expect(await client.send(new DescribeEventBusCommand({ Name: 'orders' }))).toMatchObject({ Description: 'e' });
  const { EventBuses } = await client.send(new ListEventBusesCommand({}));
  expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'orders']);
  await client.send(new DeleteEventBusCommand({ Name: 'orders' }));
  await client.send(new DeleteEventBusCommand({ Name: 'orders' }));
  await expect(client.send(new DescribeEventBusCommand({ Name: 'orders' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Event bus orders does not exist.',
  });
});

test('every account has a default bus, which stays', async () => {
  const { client } = bridge();
  expect(await client.send(new DescribeEventBusCommand({}))).toMatchObject({ Name: 'default', Arn: busArn('default') });
  await expect(client.send(new CreateEventBusCommand({ Name: 'default' }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: 'Event bus default already exists.',
  });
  await expect(client.send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toMatchObject({
    message: 'Cannot delete event bus default.',
  });
});

test('a bus with rules stays too', async () => {
  const { client } = bridge();
  await client.send(new CreateEventBusCommand({ Name: 'b' }));
  await client.send(new PutRuleCommand({ Name: 'r', EventBusName: 'b', EventPattern: '{"source": ["s"]}' }));
  await expect(client.send(new DeleteEventBusCommand({ Name: 'b' }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: "EventBus can't be deleted since it has rules.",
  });
});

test('buses are listed in pages and by prefix', async () => {
  const { client } = bridge();
  for (const Name of ['a1', 'a2', 'a3', 'b1']) await client.send(new CreateEventBusCommand({ Name }));
  const first = await client.send(new ListEventBusesCommand({ NamePrefix: 'a', Limit: 2 }));
  expect(first.EventBuses?.map(({ Name }) => Name)).toEqual(['a1', 'a2']);
  const { NextToken } = first;
  const second = await client.send(new ListEventBusesCommand({ NamePrefix: 'a', Limit: 2, NextToken }));
  expect(second).toMatchObject({ EventBuses: [{ Name: 'a3' }] });
  expect(second.NextToken).toBeUndefined();
});

test('permissions become statements of the policy', async () => {
  const { client } = bridge();
  const permit = { Action: 'events:PutEvents', Principal: '111111111111', StatementId: 'one' };
  await client.send(new PutPermissionCommand(permit));
  await client.send(new PutPermissionCommand({ ...permit, Principal: '*', StatementId: 'two' }));
  await client.send(new PutPermissionCommand({ ...permit, Principal: '222222222222' }));
  const { Policy } = await client.send(new DescribeEventBusCommand({}));
  expect(JSON.parse(Policy ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'two', Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: busArn('default') },
      {
        Sid: 'one',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::222222222222:root' },
        Action: 'events:PutEvents',
        Resource: busArn('default'),
      },
    ],
  });
  await client.send(new RemovePermissionCommand({ StatementId: 'two' }));
  await expect(client.send(new RemovePermissionCommand({ StatementId: 'two' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Statement with the provided id does not exist.',
  });
  await client.send(new RemovePermissionCommand({ RemoveAllPermissions: true }));
  expect((await client.send(new DescribeEventBusCommand({}))).Policy).toBeUndefined();
  await expect(client.send(new RemovePermissionCommand({ StatementId: 'one' }))).rejects.toMatchObject({
    message: 'EventBus does not have a policy.',
  });
});

test('a whole policy replaces the one before', async () => {
  const { client } = bridge();
  const policy = { Version: '2012-10-17', Statement: [{ Sid: 'all', Effect: 'Deny', Principal: '*', Action: '*' }] };
  await client.send(new PutPermissionCommand({ Policy: JSON.stringify(policy) }));
  expect(JSON.parse((await client.send(new DescribeEventBusCommand({}))).Policy ?? '')).toEqual(policy);
  await expect(client.send(new PutPermissionCommand({ Policy: 'no' }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('buses and rules carry tags', async () => {
  const { client } = bridge();
  const { RuleArn } = await client.send(
    new PutRuleCommand({ Name: 'r', EventPattern: '{"source": ["s"]}', Tags: [{ Key: 'a', Value: '1' }] }),
  );
  for (const ResourceARN of [busArn('default'), RuleArn]) {
    await client.send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [
          { Key: 'a', Value: '2' },
          { Key: 'b', Value: '3' },
        ],
      }),
    );
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }));
    expect(await client.send(new ListTagsForResourceCommand({ ResourceARN }))).toMatchObject({
      Tags: [{ Key: 'b', Value: '3' }],
    });
  }
  await expect(client.send(new ListTagsForResourceCommand({ ResourceARN: busArn('none') }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('names, dead-letter queues and what the engine lacks are checked', async () => {
  const { client } = bridge();
  const create = (input: object) => client.send(new CreateEventBusCommand({ Name: 'b', ...input }));
  await expect(create({ Name: 'a b' })).rejects.toMatchObject({
    message:
      "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+",
  });
  await expect(create({ Name: 'a/b' })).rejects.toMatchObject({ message: "Event bus name must not contain '/'." });
  await expect(create({ DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:000000000000:t' } })).rejects.toMatchObject({
    message: 'sns is not supported as a dead letter resource.',
  });
  await expect(create({ KmsKeyIdentifier: 'k' })).rejects.toMatchObject({ name: 'ValidationException' });
});
