import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { ACCOUNT, bridge, queueArn } from './bridge.ts';

const EventPattern = '{"source": ["s"]}';

test('a rule is put, described, switched off and on, and deleted', async () => {
  const { client, events } = bridge();
  events('CreateEventBus', { Name: 'b' });
  const named = { Name: 'r', EventBusName: 'b' };
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/r`;
  const put = await client.send(new PutRuleCommand({ ...named, EventPattern, Description: 'd', RoleArn }));
  expect(put.RuleArn).toBe(`arn:aws:events:us-east-1:${ACCOUNT}:rule/b/r`);
  const described = { ...named, EventPattern, Description: 'd', RoleArn, CreatedBy: ACCOUNT, Arn: put.RuleArn };
  expect(await client.send(new DescribeRuleCommand(named))).toMatchObject({ ...described, State: 'ENABLED' });
  await client.send(new DisableRuleCommand(named));
  expect(await client.send(new DescribeRuleCommand(named))).toMatchObject({ ...described, State: 'DISABLED' });
  await client.send(new EnableRuleCommand(named));
  expect(await client.send(new DescribeRuleCommand(named))).toMatchObject({ State: 'ENABLED' });
  await client.send(new DeleteRuleCommand(named));
  await client.send(new DeleteRuleCommand(named));
  await expect(client.send(new DescribeRuleCommand(named))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Rule r does not exist on EventBus b.',
  });
});

test('putting a rule again replaces it, but not its targets', async () => {
  const { client, ruleTo } = bridge();
  ruleTo({ Arn: queueArn('q') });
  await client.send(new PutRuleCommand({ Name: 'rule', EventPattern, State: 'DISABLED', Description: 'd' }));
  await client.send(new PutRuleCommand({ Name: 'rule', EventPattern }));
  const rule = await client.send(new DescribeRuleCommand({ Name: 'rule' }));
  expect(rule).toMatchObject({ State: 'ENABLED', EventPattern });
  expect(rule.Description).toBeUndefined();
  expect((await client.send(new ListTargetsByRuleCommand({ Rule: 'rule' }))).Targets).toHaveLength(1);
});

test('rules are listed by prefix and in pages', async () => {
  const { client } = bridge();
  for (const Name of ['a1', 'a2', 'a3', 'b']) await client.send(new PutRuleCommand({ Name, EventPattern }));
  const first = await client.send(new ListRulesCommand({ NamePrefix: 'a', Limit: 2 }));
  expect(first.Rules?.map(({ Name }) => Name)).toEqual(['a1', 'a2']);
  const { NextToken } = first;
  expect(await client.send(new ListRulesCommand({ NamePrefix: 'a', NextToken }))).toMatchObject({
    Rules: [{ Name: 'a3' }],
  });
  await expect(client.send(new ListRulesCommand({ NextToken: 'x' }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(client.send(new ListRulesCommand({ EventBusName: 'none' }))).rejects.toMatchObject({
    message: 'Event bus none does not exist.',
  });
});

test('a rule needs a valid pattern or a schedule, within limits', async () => {
  const { client, events } = bridge();
  const put = (input: object) => client.send(new PutRuleCommand({ Name: 'r', ...input }));
  await expect(put({})).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Parameter(s) EventPattern or ScheduleExpression must be specified.',
  });
  await expect(put({ EventPattern: '{"source": "s"}' })).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
    message: expect.stringContaining(
      'Event pattern is not valid. Reason: "source" must be an object or an array',
    ) as string,
  });
  await expect(put({ EventPattern: `{"source": ["${'x'.repeat(2_048)}"]}` })).rejects.toMatchObject({
    message: 'Parameter EventPattern for rule r exceeds limit of 2048.',
  });
  await expect(put({ Name: 'n'.repeat(65), EventPattern })).rejects.toMatchObject({
    message: expect.stringContaining('Member must have length less than or equal to 64') as string,
  });
  await expect(put({ EventPattern, State: 'ON' })).rejects.toMatchObject({ name: 'ValidationException' });
  for (let index = 0; index < 300; index += 1) events('PutRule', { Name: `r${index}`, EventPattern });
  await expect(put({ EventPattern })).rejects.toMatchObject({ name: 'LimitExceededException' });
});

test('targets are put, listed, found and removed; a rule with targets stays', async () => {
  const { client } = bridge();
  await client.send(new PutRuleCommand({ Name: 'r', EventPattern }));
  const Targets: Target[] = ['1', '2', '3'].map((Id) => ({ Id, Arn: queueArn('q') }));
  expect(await client.send(new PutTargetsCommand({ Rule: 'r', Targets }))).toMatchObject({
    FailedEntryCount: 0,
    FailedEntries: [],
  });
  await expect(client.send(new DeleteRuleCommand({ Name: 'r' }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: "Rule can't be deleted since it has targets.",
  });
  const page = await client.send(new ListTargetsByRuleCommand({ Rule: 'r', Limit: 2 }));
  expect(page.Targets).toEqual(Targets.slice(0, 2));
  const { NextToken } = page;
  expect(await client.send(new ListTargetsByRuleCommand({ Rule: 'r', NextToken }))).toMatchObject({
    Targets: [{ Id: '3' }],
  });
  expect(await client.send(new ListRuleNamesByTargetCommand({ TargetArn: queueArn('q') }))).toMatchObject({
    RuleNames: ['r'],
  });
  const removed = await client.send(new RemoveTargetsCommand({ Rule: 'r', Ids: ['1', '2', '3', 'x'] }));
  expect(removed).toMatchObject({
    FailedEntryCount: 1,
    FailedEntries: [{ TargetId: 'x', ErrorCode: 'ResourceNotFoundException' }],
  });
  await client.send(new DeleteRuleCommand({ Name: 'r' }));
});

const LAMBDA = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const REFUSED: readonly (readonly [target: Partial<Target>, message: string])[] = [
  [
    { Id: '!' },
    "Value '!' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
  ],
  [{ Arn: 'q' }, 'Parameter q is not valid. Reason: Provided Arn is not in correct format.'],
  [{ Arn: `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/c` }, 'The local engine does not deliver to this service.'],
  [
    { Arn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s` },
    `RoleArn is required for target arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s.`,
  ],
  [{ Arn: queueArn('q.fifo') }, 'Parameter(s) SqsParameters must be specified for target: t.'],
  [{ KinesisParameters: { PartitionKeyPath: '$.id' } }, 'Parameter(s) KinesisParameters not supported for target: t.'],
  [{ EcsParameters: { TaskDefinitionArn: 'x' } }, 'Parameter EcsParameters is not supported by the local engine.'],
  [{ Input: '{}', InputPath: '$' }, 'Only one of Input, InputPath, or InputTransformer must be provided for target t.'],
  [{ Input: 'no' }, 'JSON syntax error in input for target t.'],
  [{ InputPath: 'detail' }, 'InputPath for target t is invalid.'],
  [{ InputPath: "$['detail']" }, 'InputPath for target t is invalid.'],
  [{ InputTransformer: { InputTemplate: '"<x>"' } }, 'InputTemplate for target t contains invalid placeholder x.'],
  [
    { InputTransformer: { InputTemplate: '"<aws.events.event.json>"' } },
    'InputTemplate for target t contains placeholder aws.events.event.json valid only for JSON template.',
  ],
  [{ InputTransformer: { InputTemplate: '{"a": }' } }, 'Invalid InputTemplate for target t'],
  [
    { InputTransformer: { InputPathsMap: { 'aws.events.x': '$' }, InputTemplate: '"x"' } },
    'InputPathsMap for target t has an invalid name',
  ],
  [
    { RetryPolicy: { MaximumRetryAttempts: 186 } },
    "Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185",
  ],
  [{ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, 'Member must have value greater than or equal to 60'],
  [{ DeadLetterConfig: { Arn: LAMBDA } }, 'lambda is not supported as a dead letter resource.'],
  [{ DeadLetterConfig: { Arn: queueArn('q.fifo') } }, 'SQS FIFO is not supported by Dead Letter Queues.'],
];

test.each(REFUSED)('target %j is refused', async (target, message) => {
  const { client } = bridge();
  await client.send(new PutRuleCommand({ Name: 'r', EventPattern }));
  const Targets = [{ Id: 't', Arn: queueArn('q'), ...target }];
  await expect(client.send(new PutTargetsCommand({ Rule: 'r', Targets }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('a rule has at most five targets, each id once in a request', async () => {
  const { client } = bridge();
  await client.send(new PutRuleCommand({ Name: 'r', EventPattern }));
  const Targets = [1, 2, 3, 4, 5, 6].map((Id) => ({ Id: `${Id}`, Arn: LAMBDA }));
  await expect(client.send(new PutTargetsCommand({ Rule: 'r', Targets }))).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: 'The requested resource exceeds the maximum number allowed.',
  });
  const twice = [...Targets.slice(0, 1), ...Targets.slice(0, 1)];
  await expect(client.send(new PutTargetsCommand({ Rule: 'r', Targets: twice }))).rejects.toMatchObject({
    message: "Parameter targets is not valid. Reason: More than one target with Id '1' is provided.",
  });
});

test('TestEventPattern answers whether an event would match', async () => {
  const { client } = bridge();
  const test = (Event: string) => client.send(new TestEventPatternCommand({ EventPattern, Event }));
  expect(await test('{"id": "1", "source": "s"}')).toMatchObject({ Result: true });
  expect(await test('{"id": "1", "source": "t"}')).toMatchObject({ Result: false });
  await expect(test('no')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Parameter Event is not valid.',
  });
});
