import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { applyTemplate } from '../../../infra/local/template/apply-template.ts';
import { resourceCatalog } from '../../../infra/local/template/resource-catalog.ts';
import { everyService } from '../../../infra/local/shell/every-service.ts';
import { CLIENTS_MISSING, PYTHON, runClient } from '../clients-engine.ts';
import { commandLine } from './command-line.ts';

const { aws, engine, print, refusal } = commandLine();
const directory = mkdtempSync(join(tmpdir(), 'orderlog-aws-cli-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe.skipIf(CLIENTS_MISSING)('aws s3', () => {
  test('copies directories there and back', async () => {
    const [here, back] = [join(directory, 'here'), join(directory, 'back')];
    mkdirSync(join(here, 'sub'), { recursive: true });
    writeFileSync(join(here, 'ü &?.txt'), 'text');
    writeFileSync(join(here, 'sub', 'large.bin'), Buffer.alloc(9 * 1024 * 1024, 7));
    await print('s3', 'mb', 's3://files');
    await print('s3', 'sync', here, 's3://files/there');
    const listing = await print('s3', 'ls', 's3://files', '--recursive');
    expect(listing.split('\n').map((line) => line.slice(20).trim())).toEqual([
      '9437184 there/sub/large.bin',
      '4 there/ü &?.txt',
      '',
    ]);
    await print('s3', 'sync', 's3://files/there', back);
    expect(readFileSync(join(back, 'ü &?.txt'), 'utf8')).toBe('text');
    expect(readFileSync(join(back, 'sub', 'large.bin')).every((byte) => byte === 7)).toBe(true);
  });

  test('hands out a URL that needs no credentials', async () => {
    const url = await print('s3', 'presign', 's3://files/there/ü &?.txt');
    expect(await (await fetch(url.trim())).text()).toBe('text');
  });

  test('copies, moves and removes within a bucket, versions by their id', async () => {
    await print('s3', 'mv', 's3://files/there/sub/large.bin', 's3://files/moved/large.bin', '--no-progress');
    await print('s3', 'cp', 's3://files/moved/large.bin', 's3://files/there/sub/large.bin', '--no-progress');
    await print('s3', 'rm', 's3://files/moved', '--recursive');
    const kept = await print('s3', 'ls', 's3://files', '--recursive', '--summarize');
    expect(kept).toContain('Total Objects: 2');
    await print('s3', 'mb', 's3://versions');
    await print(
      's3api',
      'put-bucket-versioning',
      '--bucket',
      'versions',
      '--versioning-configuration',
      'Status=Enabled',
    );
    const object = ['--bucket', 'versions', '--key', 'k'];
    const { VersionId } = await aws<{ VersionId: string }>('s3api', 'put-object', ...object, '--metadata', 'a=1');
    await print('s3', 'rm', 's3://versions/k');
    const found = await aws('s3api', 'head-object', ...object, '--version-id', VersionId);
    expect(found).toMatchObject({ VersionId, Metadata: { a: '1' } });
  });

  test('says what is wrong in the words of S3', async () => {
    expect(await refusal('s3api', 'get-object', '--bucket', 'files', '--key', 'none', '/dev/null')).toBe(
      'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
    );
    const removed = await print('s3', 'rb', 's3://files', '--force');
    expect(removed.split('\n').sort().join('\n').trim()).toBe(
      'delete: s3://files/there/sub/large.bin\ndelete: s3://files/there/ü &?.txt\nremove_bucket: files',
    );
  });
});

describe.skipIf(CLIENTS_MISSING)('aws lambda', () => {
  test('runs a function from a zip file', async () => {
    const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    const { Role } = await aws<{ Role: { Arn: string } }>(
      ...['iam', 'create-role', '--role-name', 'runner', '--assume-role-policy-document', document],
    );
    const [source, zip] = [join(directory, 'index.js'), join(directory, 'code.zip')];
    writeFileSync(source, 'exports.handler = async (event) => event;');
    await runClient(PYTHON, ['-m', 'zipfile', '-c', zip, source]);
    await aws(
      ...['lambda', 'create-function', '--function-name', 'echo', '--runtime', 'nodejs20.x'],
      ...['--handler', 'index.handler', '--role', Role.Arn, '--zip-file', `fileb://${zip}`],
    );
    await aws('lambda', 'wait', 'function-active-v2', '--function-name', 'echo');
    const out = join(directory, 'out.json');
    const payload = ['--cli-binary-format', 'raw-in-base64-out', '--payload', '{"text":"é"}'];
    const invoked = await aws('lambda', 'invoke', '--function-name', 'echo', ...payload, out);
    expect(invoked).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ text: 'é' });
    expect(await print('lambda', 'list-functions', '--query', 'Functions[].FunctionName', '--output', 'text')).toBe(
      'echo\n',
    );
  });
});

describe.skipIf(CLIENTS_MISSING)('aws cloudformation', () => {
  test('describes the stack that was applied', async () => {
    const template = {
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'stacked' } } },
      Outputs: { Url: { Value: { Ref: 'Queue' } } },
    };
    const services = everyService({ awsUrl: () => engine().awsUrl, httpUrl: () => engine().httpUrl });
    engine().engine.run({ type: 'root', account: '000000000000' }, (context) =>
      applyTemplate(context, { stackName: 'Stacked', template, assets: new Map() }, resourceCatalog(services)),
    );
    const outputs = ['--query', 'Stacks[0].Outputs[0].OutputValue', '--output', 'text'];
    const url = await print('cloudformation', 'describe-stacks', '--stack-name', 'Stacked', ...outputs);
    expect(url).toBe(`${engine().awsUrl}/000000000000/stacked\n`);
    expect(await aws('cloudformation', 'list-stack-resources', '--stack-name', 'Stacked')).toMatchObject({
      StackResourceSummaries: [{ LogicalResourceId: 'Queue', ResourceType: 'AWS::SQS::Queue' }],
    });
  });
});

describe.skipIf(CLIENTS_MISSING)('aws sts', () => {
  test('knows who calls', async () => {
    expect(await aws('sts', 'get-caller-identity')).toEqual({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:root',
      UserId: '000000000000',
    });
  });
});
