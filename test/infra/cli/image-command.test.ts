import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatch } from '../../../infra/cli/dispatch.ts';
import { imageCommand } from '../../../infra/cli/image-command.ts';
import { fakeTerminal } from './fake-terminal.ts';

const directory = mkdtempSync(join(tmpdir(), 'orderlog-image-'));
const picture = join(directory, 'picture.jpg');
writeFileSync(picture, 'x'.repeat(10));
writeFileSync(join(directory, 'empty.jpg'), '');
writeFileSync(join(directory, 'large.jpg'), 'x'.repeat(101));

/** An API that says of each order what its name says. */
let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, , order = ''] = request.url?.split('/') ?? [];
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': status === 404 ? 'application/problem+json' : 'application/json' });
      response.end(JSON.stringify(body));
    };
    request.resume().on('end', () => {
      const upload = { id: 'u', url: `${base}/upload/${order}`, fields: { key: 'k' }, maxBytes: 100 };
      if (request.url?.startsWith('/upload')) answer(order === 'closed' ? 403 : 201, { order });
      else if (order === 'unknown') answer(404, { title: 'Unknown order' });
      else if (request.method === 'POST') answer(201, { imageUpload: upload });
      else answer(200, { images: order === 'slow' ? [] : [{ id: 'i', uploadId: 'u', ...shown[order] }] });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const shown: Readonly<Record<string, object>> = {
  good: {
    state: 'uploaded',
    kind: 'artwork',
    pixels: { width: 3, height: 2 },
    urls: { '160': 'https://a/160', full: 'https://a/full' },
    expiresAt: '2026-01-01T00:15:00.000Z',
  },
  bad: { state: 'rejected', kind: 'artwork', reasons: [{ code: 'truncated', text: 'It ends too early.' }] },
};

async function run(...args: string[]) {
  const terminal = fakeTerminal({ env: { ORDERLOG_URL: base } });
  const code = await dispatch({ image: { summary: '', load: async () => imageCommand } }, ['image', ...args], terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

test('what was uploaded is shown with its addresses', async () => {
  const { code, stdout } = await run('good', picture);
  expect(code).toBe(0);
  expect(stdout).toBe(
    'i: artwork, 3 × 2; until 2026-01-01T00:15:00.000Z:\n  160   https://a/160\n  full  https://a/full\n',
  );
  expect(JSON.parse((await run('good', picture, '--json')).stdout)).toMatchObject({ id: 'i', state: 'uploaded' });
});

test('what was refused is shown with the reasons, and is a failure', async () => {
  expect(await run('bad', picture)).toMatchObject({ code: 1, stdout: 'i was refused:\n  It ends too early.\n' });
});

test.each([
  ['of an unknown order', ['unknown', picture], 'nothing was recorded of an order "unknown"'],
  ['that is not there', ['good', join(directory, 'none.jpg')], 'there is no file'],
  ['that is empty', ['good', join(directory, 'empty.jpg')], 'has 0 bytes'],
  ['that is too large', ['good', join(directory, 'large.jpg')], 'has 101 bytes: a picture has 1 to 100'],
  ['that the bucket refuses', ['closed', picture], 'the upload was refused with 403'],
  ['that does not show up', ['slow', picture], 'not in the gallery yet'],
])('a picture %s is a failure that says why', async (_, args, reason) => {
  const { code, stderr, stdout } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(reason);
});

test.each([
  ['a kind that is none', ['good', picture, '--kind', 'selfie'], '--kind must be artwork'],
  ['no file', ['good'], 'FILE is missing'],
])('%s is misuse', async (_, args, reason) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(reason);
});
