import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { echoService } from './echo-service.ts';
import { startTestEngine, type TestShell } from './start-test-engine.ts';

const SQS = {
  authorization: 'AWS4-HMAC-SHA256 Credential=111122223333/20260101/us-east-1/sqs/aws4_request, Signature=x',
};

let shell: TestShell;

beforeEach(async () => {
  shell = await startTestEngine([echoService()]);
});
afterEach(() => shell.close());

function ask(path: string, body?: string): Promise<Response> {
  return fetch(`${shell.awsUrl}${path}`, { method: 'POST', headers: SQS, ...(body === undefined ? {} : { body }) });
}

async function text(path: string, body?: string): Promise<string> {
  return (await ask(path, body)).text();
}

/** Sends bytes as they are; the answer until the server closes the connection. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(shell.awsUrl).port), '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

test('a request reaches its service as it was sent', async () => {
  const seen = JSON.parse(await text('/a%20b?x=1&x=2', 'körper')) as Record<string, unknown>;
  expect(seen).toMatchObject({ method: 'POST', path: '/a%20b', body: 'körper' });
});

test('the access key says who calls', async () => {
  expect(JSON.parse(await text('/caller'))).toEqual({ type: 'root', account: '111122223333' });
});

test('a service the engine lacks is refused in the protocol of the request', async () => {
  const json = await fetch(shell.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'Logs_20140328.CreateLogGroup' },
  });
  expect(json.status).toBe(501);
  expect(await json.json()).toMatchObject({ __type: 'NotImplemented' });
  const query = await fetch(shell.awsUrl, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' }),
  });
  expect(query.status).toBe(501);
  expect(await query.text()).toContain('<Code>NotImplemented</Code>');
});

test('a bug is answered with 500, logged, and hurts nobody else', async () => {
  expect((await ask('/bug')).status).toBe(500);
  expect(shell.logged).toMatchObject([{ level: 'error', error: { message: 'a bug' } }]);
  expect(await text('/read')).toBe('nothing');
});

test('malformed HTTP is refused and hurts nobody else', async () => {
  expect(await raw('this is no HTTP\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  expect(await raw('GET / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nzz')).toMatch(
    /^HTTP\/1.1 400 /,
  );
  expect(await text('/read')).toBe('nothing');
});

test('a client that expects 100-continue is told to go on', async () => {
  const head = `POST /write HTTP/1.1\r\nhost: x\r\nauthorization: ${SQS.authorization}\r\nconnection: close\r\n`;
  const answer = await raw(`${head}expect: 100-continue\r\ncontent-length: 2\r\n\r\nhi`);
  expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
});

test('a repeated header arrives with its values joined', async () => {
  const head = `GET / HTTP/1.1\r\nhost: x\r\nauthorization: ${SQS.authorization}\r\nconnection: close\r\n`;
  expect(await raw(`${head}X-A: 1\r\nx-a: 2\r\n\r\n`)).toContain('"x-a":"1,2"');
});

test('a wait ends with the signal', async () => {
  const waiting = text('/wait?ms=60000');
  await text('/read');
  await ask('/write', 'news');
  expect(await waiting).toBe('news');
});

test('a wait ends with its time', async () => {
  const started = performance.now();
  expect(await text('/wait?ms=30')).toBe('nothing');
  expect(performance.now() - started).toBeGreaterThanOrEqual(25);
});

test('a signal given by the very request that waits for it is heard', async () => {
  expect(await text('/signal-myself')).toBe('heard');
});

test('a client that goes away while it waits is forgotten', async () => {
  const abort = new AbortController();
  const waiting = fetch(`${shell.awsUrl}/wait?ms=60000`, { headers: SQS, signal: abort.signal });
  await text('/read');
  abort.abort();
  await expect(waiting).rejects.toThrow();
  await ask('/write', 'news');
  expect(await text('/read')).toBe('news');
  expect(shell.logged).toEqual([]);
});

test('a scheduled task runs when it is due', async () => {
  const waiting = text('/wait?ms=60000');
  await ask('/schedule');
  expect(await waiting).toBe('by a task');
});

test('a task with a bug is retried, and does not hold up the others', async () => {
  const waiting = text('/wait?ms=60000');
  await ask('/schedule-bug');
  await ask('/schedule');
  expect(await waiting).toBe('by a task');
  await expect.poll(() => shell.logged.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(2);
  expect(shell.logged[1]).toMatchObject({ message: 'sqs task buggy failed, attempt 2' });
});

test('a body over the limit of the HTTP API is refused with 413', async () => {
  const response = await fetch(shell.httpUrl, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
});

test('what was written is there when the engine starts again on its directory', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-shell-'));
  const first = await startTestEngine([echoService()], directory);
  await fetch(`${first.awsUrl}/write`, { method: 'POST', headers: SQS, body: 'kept' });
  await fetch(`${first.awsUrl}/schedule-bug`, { headers: SQS });
  await expect(startTestEngine([echoService()], directory)).rejects.toThrow(/in use by another process/);
  await first.close();
  const second = await startTestEngine([echoService()], directory);
  expect(await (await fetch(`${second.awsUrl}/read`, { headers: SQS })).text()).toBe('kept');
  await expect.poll(() => second.logged.length).toBeGreaterThanOrEqual(1);
  await second.close();
});

test('a port that is taken is told, and leaves nothing behind', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-shell-'));
  const taken = Number(new URL(shell.awsUrl).port);
  await expect(startTestEngine([echoService()], directory, taken)).rejects.toThrow(/EADDRINUSE/);
  await (await startTestEngine([echoService()], directory)).close();
});
