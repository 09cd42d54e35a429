import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { smallAssembly } from './small-assembly.ts';
import { FREE_PORTS, NPM_START, runUp, startUp, type UpProcess } from './up-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'orderlog-up-test-'));
let template: string;
const started: UpProcess[] = [];

beforeAll(async () => {
  template = await smallAssembly(join(scratch, 'small'));
});
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function up(...args: Parameters<typeof startUp>): Promise<UpProcess> {
  const process = await startUp(...args);
  started.push(process);
  return process;
}

const newDataDir = () => mkdtempSync(join(scratch, 'data-'));

const client = <C>(Client: new (options: object) => C, { aws }: UpProcess): C =>
  new Client({ endpoint: aws, region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });

const put = ({ http }: UpProcess, id: string, body: string) =>
  fetch(`${http}/notes/${id}`, { method: 'PUT', body, headers: { 'content-type': 'text/plain' } });

const get = async ({ http }: UpProcess, id: string) => (await fetch(`${http}/notes/${id}`)).text();

async function received(running: UpProcess, queueUrl: string): Promise<string[]> {
  const sqs = client(SQSClient, running);
  const ids: string[] = [];
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (messages.length === 0) return ids.sort();
    for (const { Body: body = '', ReceiptHandle: handle } of messages) {
      ids.push(body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle }));
    }
  }
}

test('a request goes through the HTTP API, the function, the table and the queue', async () => {
  const running = await up(['--memory', '--template', template]);
  expect((await put(running, 'a%20b', 'hello')).status).toBe(204);
  expect(await get(running, 'a%20b')).toBe('hello');
  expect((await fetch(`${running.http}/notes/none`)).status).toBe(404);

  const { Item: item } = await client(DynamoDBClient, running).send(
    new GetItemCommand({ TableName: 'notes', Key: { id: { S: 'a b' } } }),
  );
  expect(item?.['text']).toEqual({ S: 'hello' });
  const { Stacks: stacks } = await client(CloudFormationClient, running).send(new DescribeStacksCommand({}));
  const outputs: Record<string, string> = {};
  for (const { OutputKey: name = '', OutputValue: value = '' } of stacks?.[0]?.Outputs ?? []) outputs[name] = value;
  expect(outputs).toMatchObject({ HttpUrl: running.http, TableName: 'notes' });
  expect(await received(running, outputs['QueueUrl'] ?? '')).toEqual(['a b']);
  expect(running.stderr()).toContain('kept');
});

test('stdout holds the ready line and nothing else; SIGTERM ends it cleanly', async () => {
  const data = newDataDir();
  const running = await up(['--data', data, '--template', template]);
  const upFile = JSON.parse(readFileSync(join(data, 'up.json'), 'utf8')) as object;
  expect(upFile).toMatchObject({ pid: running.child.pid, http: running.http, aws: running.aws, data });
  expect(await running.end('SIGTERM')).toBe(0);
  expect(running.stdout()).toBe(`orderlog ready http=${running.http} aws=${running.aws}\n`);
  expect(existsSync(join(data, 'up.json'))).toBe(false);
});

test('SIGTERM to npm stops cleanly what "npm start" started', async () => {
  const data = newDataDir();
  const running = await up(['--data', data, '--template', template], {}, NPM_START);
  expect(await running.end('SIGTERM')).toBe(0);
  expect(existsSync(join(data, 'up.json'))).toBe(false);
  await expect(fetch(running.http)).rejects.toThrow();
});

test('a data directory that cannot be made is no bug', async () => {
  const { code, stderr } = await runUp([...FREE_PORTS, '--data', join(template, 'manifest.json')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/orderlog up: the data directory cannot be made \(EEXIST\): choose another/);
});

test('after kill -9 everything acknowledged is there, and the directory is free', async () => {
  const data = newDataDir();
  const first = await up(['--data', data, '--template', template]);
  const acknowledged: string[] = [];
  const writers = [0, 1, 2].map(async (writer) => {
    for (let at = 0; at < 100; at += 1) {
      const response = await put(first, `note-${writer}-${at}`, `text ${writer}-${at}`).catch(() => undefined);
      if (response?.status !== 204) return;
      acknowledged.push(`note-${writer}-${at}`);
      if (acknowledged.length === 40) first.child.kill('SIGKILL');
    }
  });
  await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThanOrEqual(40);

  const second = await up(['--data', data, '--template', template]);
  for (const id of acknowledged) expect(await get(second, id)).toBe(`text ${id.slice('note-'.length)}`);
  const queued = await received(second, `${second.aws}/000000000000/noted`);
  expect(queued).toEqual(expect.arrayContaining(acknowledged));
});

test('another template on the same data updates in place: what it keeps keeps its data, the rest goes', async () => {
  const data = newDataDir();
  const first = await up(['--data', data, '--template', template]);
  await put(first, 'kept', 'text');
  await first.end('SIGTERM');
  const changed = await smallAssembly(join(scratch, 'changed'), (resources) => {
    resources['Queue'] = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'renamed' } };
  });
  const second = await up(['--data', data, '--template', changed]);
  expect(await get(second, 'kept')).toBe('text');
  const { QueueUrls: queues } = await client(SQSClient, second).send(new ListQueuesCommand({}));
  expect(queues).toEqual([`${second.aws}/000000000000/renamed`]);
});

test('a template that cannot be applied leaves everything as it was', async () => {
  const data = newDataDir();
  const first = await up(['--data', data, '--template', template]);
  await put(first, 'kept', 'text');
  await first.end('SIGTERM');
  const broken = await smallAssembly(join(scratch, 'broken'), (resources) => {
    delete resources['Route'];
    resources['Stage'] = { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Nobody' } } };
  });
  const refused = await runUp(['--data', data, '--template', broken, ...FREE_PORTS]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('Stage (AWS::ApiGatewayV2::Stage): Ref Nobody refers to nothing that exists.');
  const second = await up(['--data', data, '--template', template]);
  expect(await get(second, 'kept')).toBe('text');
});

test('a second up on the same directory is refused and says so', async () => {
  const data = newDataDir();
  const running = await up(['--data', data, '--template', template]);
  const second = await runUp(['--data', data, '--template', template, ...FREE_PORTS]);
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toContain(`is in use by process ${running.child.pid}`);
  expect((await client(DynamoDBClient, running).send(new ListTablesCommand({}))).TableNames).toEqual(['notes']);
});

test('a port that is taken is told with the option to change', async () => {
  const running = await up(['--memory', '--template', template]);
  const { port } = new URL(running.aws);
  const second = await runUp(['--memory', '--template', template, '--aws-port', port, '--port', '0']);
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toContain(`port ${port} is taken: stop what uses it, or choose another with --aws-port`);
});

test('misuse exits 2', async () => {
  const ended = await runUp(['--colour']);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('colour');
});

test('--explain tells what has no effect, and starts nothing', async () => {
  const ended = await runUp(['--template', template, '--explain']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/^AWS::ApiGatewayV2::Stage.AccessLogSettings: .+\n {4}Stage\n$/);
});

test('a template the engine does not understand is refused with every reason', async () => {
  const strange = await smallAssembly(join(scratch, 'strange'), (resources) => {
    resources['Cluster'] = { Type: 'AWS::ECS::Cluster' };
    resources['Queue'] = { Type: 'AWS::SQS::Queue', Properties: { Smell: 'nice' } };
  });
  const ended = await runUp(['--memory', '--template', strange, ...FREE_PORTS]);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain('Cluster (AWS::ECS::Cluster): the resource type is not supported.');
  expect(ended.stderr).toContain('Queue (AWS::SQS::Queue): the property Smell is not supported.');
});

test('ORDERLOG_LOG=json leaves log lines as JSON', async () => {
  const running = await up(['--memory', '--template', template], { ORDERLOG_LOG: 'json' });
  await put(running, 'x', 'y');
  await expect.poll(() => running.stderr()).toContain('"msg":"kept"');
  for (const line of running.stderr().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
});
