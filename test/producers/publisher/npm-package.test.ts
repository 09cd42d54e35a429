/** The package as others get it: packed, unpacked, compiled against, and used to publish over HTTP. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kinesisService } from '../../../infra/local/kinesis/kinesis-service.ts';
import { testEngine } from '../../infra/local/test-engine.ts';
import { overHttp } from './over-http.ts';

const run = promisify(execFile);
const repo = fileURLToPath(new URL('../../..', import.meta.url));
const modules = join(repo, 'node_modules');

const CONSUMER = `
import { createPublisher, kinesisClient, kinesisTransport, type PublishResult, type ReleasedEvent } from 'orderlog/publisher';

const good: ReleasedEvent = {
  specversion: '1.0', id: 'e1', source: 'psp.acme', type: 'PaymentReceived', subject: 'order-1',
  time: '2026-01-31T09:30:00Z', dataschema: '/schemas/PaymentReceived/1',
  data: { paymentId: 'pay-1', amountMinor: 12249, currency: 'EUR' },
};
// @ts-expect-error -- the types know the schema
const bad: ReleasedEvent = { ...good, id: 'e2', data: { paymentId: 'pay-1', amountMinor: '122.49', currency: 'EUR' } };

const client = kinesisClient({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
const publisher = createPublisher({ transport: kinesisTransport({ client, streamName: 'intake' }) });
const result: PublishResult = await publisher.publish([good, bad]);
console.log(JSON.stringify(result));
`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderlog-consumer-'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: repo });
  const installed = join(folder, 'node_modules', 'orderlog');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, 'orderlog-0.1.0.tgz'), '-C', installed, '--strip-components', '1']);
  for (const scope of ['@aws-sdk', '@smithy', '@types'])
    await symlink(join(modules, scope), join(folder, 'node_modules', scope));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it('asks of whoever installs it only what the library needs', async () => {
  const manifest = await readFile(join(folder, 'node_modules', 'orderlog', 'package.json'), 'utf8');
  const { dependencies, optionalDependencies } = JSON.parse(manifest) as Record<string, object | undefined>;
  expect(Object.keys(dependencies ?? {})).toEqual([
    '@aws-sdk/client-eventbridge',
    '@aws-sdk/client-kinesis',
    '@smithy/node-http-handler',
  ]);
  expect(optionalDependencies).toBeUndefined();
});

it('compiles against its types and publishes', async () => {
  const options = ['--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const tsc = [join(modules, 'typescript/bin/tsc'), ...options, 'consumer.ts'];
  await run(process.execPath, tsc, { cwd: folder });

  const engine = testEngine([kinesisService()]);
  engine.call('kinesis', 'CreateStream', { StreamName: 'intake', ShardCount: 1 });
  engine.advance(60_000);
  await using server = await overHttp(engine.requestHandler('kinesis'));
  const env = { ...process.env, AWS_ENDPOINT_URL: server.url };
  const { stdout } = await run(process.execPath, ['consumer.js'], { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual({
    accepted: [{ index: 0, id: 'e1' }],
    refused: [{ index: 1, id: 'e2', problems: [{ pointer: '/data/amountMinor', message: 'must be integer' }] }],
    failed: [],
  });
}, 180_000);
