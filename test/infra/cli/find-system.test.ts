import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findSystem } from '../../../infra/cli/find-system.ts';

const data = mkdtempSync(join(tmpdir(), 'orderlog-data-'));
const upFile = { pid: 1, http: 'http://127.0.0.1:4100', aws: 'http://127.0.0.1:4566', data, startedAt: '' };
writeFileSync(join(data, 'up.json'), JSON.stringify(upFile));
afterAll(() => rmSync(data, { recursive: true }));

it('finds a running system by its data directory', () => {
  for (const system of [findSystem({ data }, { env: {} }), findSystem({}, { env: { ORDERLOG_DATA: data } })]) {
    expect(system).toMatchObject({
      stackName: 'Orderlog',
      httpUrl: upFile.http,
      aws: { endpoint: upFile.aws, region: 'us-east-1', credentials: { accessKeyId: 'test' } },
    });
  }
});

it('lets the environment say where it answers', () => {
  const env = { ORDERLOG_URL: 'http://localhost:1', AWS_ENDPOINT_URL: 'http://localhost:2' };
  expect(findSystem({ data }, { env })).toMatchObject({
    httpUrl: 'http://localhost:1',
    aws: { endpoint: 'http://localhost:2' },
  });
  expect(findSystem({ data: '/nowhere' }, { env: { ORDERLOG_URL: 'http://localhost:1' } }).aws).toBeUndefined();
});

it('says what to do when nothing runs', () => {
  expect(() => findSystem({ data: '/nowhere' }, { env: {} })).toThrow(
    /nothing is running on \/nowhere: start it with "npm start"/,
  );
});

it('finds a deployed stage by the credentials and the Region of the environment', () => {
  expect(findSystem({ stage: 'prod' }, { env: {} })).toMatchObject({
    stackName: 'Orderlog-prod',
    aws: {},
    httpUrl: undefined,
  });
  expect(findSystem({ stage: 'default' }, { env: {} }).stackName).toBe('Orderlog');
  expect(() => findSystem({ stage: 'no name' }, { env: {} })).toThrow('--stage must be a name');
});
