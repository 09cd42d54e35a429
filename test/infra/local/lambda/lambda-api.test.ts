import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import type { Effect } from '../../../../infra/local/kernel/context.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { lambdaService } from '../../../../infra/local/lambda/lambda-service.ts';
import { lambdaPerformer, type LambdaPerformer } from '../../../../infra/local/lambda/runtime/lambda-performer.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { testEngine } from '../test-engine.ts';
import { FUNCTION_ARN, ROLE } from './lambda-rig.ts';

const running: LambdaPerformer[] = [];
afterEach(async () => {
  for (const performer of running.splice(0)) await performer.close();
});

function api() {
  const performers: LambdaPerformer[] = [];
  const rig = testEngine([lambdaService(), iamService(), sqsService()], {
    store: sqliteStore(':memory:'),
    onEffect: (effect: Effect) => performers[0]?.perform(effect),
  });
  const performer = lambdaPerformer({ engine: rig.engine, endpointUrl: 'http://127.0.0.1:1', onLog: () => undefined });
  performers.push(performer);
  running.push(performer);
  const client = new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'x' },
    requestHandler: rig.requestHandler('lambda') as never,
    maxAttempts: 1,
  });
  return { ...rig, client };
}

const archive = (code: string): Uint8Array => zipSync({ 'index.mjs': strToU8(code) });

const creation = (code = `export const handler = async (event) => ({ got: event });`) =>
  new CreateFunctionCommand({
    FunctionName: 'fn',
    Role: ROLE,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: archive(code) },
    Tags: { team: 'orders' },
  });

it('creates a function from an archive, runs it, changes it and deletes it', async () => {
  const { client } = api();
  const created = await client.send(
    creation(`export const handler = (event) => { console.log('seen'); return { got: event }; };`),
  );
  expect(created).toMatchObject({ FunctionArn: FUNCTION_ARN, State: 'Active', Version: '$LATEST', Timeout: 3 });
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 5 }, { FunctionName: 'fn' });

  const answer = await client.send(
    new InvokeCommand({ FunctionName: FUNCTION_ARN, Payload: strToU8('{"n":1}'), LogType: 'Tail' }),
  );
  expect(answer.StatusCode).toBe(200);
  expect(answer.ExecutedVersion).toBe('$LATEST');
  expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ got: { n: 1 } });
  expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toContain('INFO\tseen\n');

  const code = archive(`export const handler = () => { throw new Error('second'); };`);
  await client.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile: code }));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 5 }, { FunctionName: 'fn' });
  const failed = await client.send(new InvokeCommand({ FunctionName: 'fn' }));
  expect(failed.FunctionError).toBe('Unhandled');
  expect(JSON.parse(failed.Payload?.transformToString() ?? '')).toMatchObject({ errorMessage: 'second' });

  await client.send(new DeleteFunctionCommand({ FunctionName: 'fn' }));
  await expect(client.send(new GetFunctionCommand({ FunctionName: 'fn' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Function not found: ${FUNCTION_ARN}`,
    $metadata: { httpStatusCode: 404 },
  });
});

it('answers asynchronous invocations and dry runs without a payload', async () => {
  const { client } = api();
  await client.send(creation());
  for (const [InvocationType, StatusCode] of [
    ['Event', 202],
    ['DryRun', 204],
  ] as const)
    expect(await client.send(new InvokeCommand({ FunctionName: 'fn', InvocationType }))).toMatchObject({ StatusCode });
});

it('refuses a second function of the name, and settings out of bounds', async () => {
  const { client } = api();
  await client.send(creation());
  await expect(client.send(creation())).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: 'Function already exist: fn',
  });
  const input = { ...creation().input, FunctionName: 'other' };
  const refused = (change: object) => expect(client.send(new CreateFunctionCommand({ ...input, ...change }))).rejects;
  await refused({ Timeout: 901 }).toMatchObject({ name: 'ValidationException' });
  await refused({ Runtime: 'python3.13' }).toMatchObject({ name: 'InvalidParameterValueException' });
  await refused({ Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:a:1'] }).toMatchObject({
    name: 'InvalidParameterValueException',
  });
  await refused({ Code: { ZipFile: strToU8('no archive') } }).toMatchObject({
    message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  });
  await refused({ Environment: { Variables: { AWS_REGION: 'x' } } }).toMatchObject({
    name: 'InvalidParameterValueException',
  });
});

it('keeps versions, aliases, permissions, tags and settings', async () => {
  const { client } = api();
  await client.send(creation());
  expect(await client.send(new PublishVersionCommand({ FunctionName: 'fn' }))).toMatchObject({
    Version: '1',
    FunctionArn: `${FUNCTION_ARN}:1`,
  });
  await client.send(new CreateAliasCommand({ FunctionName: 'fn', Name: 'live', FunctionVersion: '1' }));
  expect(await client.send(new GetAliasCommand({ FunctionName: 'fn', Name: 'live' }))).toMatchObject({
    AliasArn: `${FUNCTION_ARN}:live`,
  });
  await expect(client.send(new GetAliasCommand({ FunctionName: 'fn', Name: 'none' }))).rejects.toMatchObject({
    message: `Cannot find alias arn: ${FUNCTION_ARN}:none`,
  });

  const permission = {
    FunctionName: 'fn',
    StatementId: 's1',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
  };
  await client.send(new AddPermissionCommand(permission));
  await expect(client.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
    name: 'ResourceConflictException',
  });
  const { Policy } = await client.send(new GetPolicyCommand({ FunctionName: 'fn' }));
  expect(JSON.parse(Policy ?? '')).toMatchObject({
    Statement: [{ Sid: 's1', Principal: { Service: 'events.amazonaws.com' }, Resource: FUNCTION_ARN }],
  });
  await client.send(new RemovePermissionCommand({ FunctionName: 'fn', StatementId: 's1' }));
  await expect(client.send(new GetPolicyCommand({ FunctionName: 'fn' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });

  expect(await client.send(new ListTagsCommand({ Resource: FUNCTION_ARN }))).toMatchObject({
    Tags: { team: 'orders' },
  });
  await expect(
    client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'fn', ReservedConcurrentExecutions: 901 })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  const config = await client.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'fn', MaximumRetryAttempts: 0 }),
  );
  expect(config).toMatchObject({ FunctionArn: `${FUNCTION_ARN}:$LATEST`, MaximumRetryAttempts: 0 });
  expect(config.LastModified).toBeInstanceOf(Date);
});

it('pages through functions', async () => {
  const { client } = api();
  for (const FunctionName of ['a', 'b', 'c'])
    await client.send(new CreateFunctionCommand({ ...creation().input, FunctionName }));
  const first = await client.send(new ListFunctionsCommand({ MaxItems: 2 }));
  const second = await client.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
  const names = [...(first.Functions ?? []), ...(second.Functions ?? [])].map(({ FunctionName }) => FunctionName);
  expect(names).toEqual(['a', 'b', 'c']);
  expect(second.NextMarker).toBeUndefined();
});

it('describes event source mappings, and refuses what a queue cannot have', async () => {
  const rig = api();
  const { client } = rig;
  await client.send(creation());
  rig.call('sqs', 'CreateQueue', { QueueName: 'orders' });
  const EventSourceArn = 'arn:aws:sqs:us-east-1:000000000000:orders';
  const mapping = { FunctionName: 'fn', EventSourceArn };
  const refused = (change: object) =>
    expect(client.send(new CreateEventSourceMappingCommand({ ...mapping, ...change }))).rejects;
  await refused({ BatchSize: 11 }).toMatchObject({
    message: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
  });
  await refused({ ParallelizationFactor: 2 }).toMatchObject({ name: 'InvalidParameterValueException' });
  await refused({ FilterCriteria: { Filters: [{ Pattern: '{' }] } }).toMatchObject({
    message: 'Invalid filter pattern definition.',
  });
  const { UUID } = await client.send(new CreateEventSourceMappingCommand(mapping));
  await refused({}).toMatchObject({ name: 'ResourceConflictException' });
  expect(await client.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
    State: 'Enabled',
    BatchSize: 10,
    FunctionArn: FUNCTION_ARN,
  });
  const { EventSourceMappings } = await client.send(new ListEventSourceMappingsCommand({ FunctionName: 'fn' }));
  expect(EventSourceMappings).toHaveLength(1);
  await expect(
    client.send(new GetEventSourceMappingCommand({ UUID: '00000000-0000-4000-8000-000000000000' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
