import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, describe, expect, test } from 'vitest';
import { sesClientSettings, sesMailer } from '../../../infra/aws/ses-mailer.ts';

const MAIL = { to: 'ada@example.com', subject: 'Hello', text: 'Dear Ada', html: '<p>Dear Ada</p>' };

let server: Server | undefined;
afterEach(() => server?.close());

/** A mailer whose SES is a server that does so with each request; and the requests. */
async function mailerOn(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  server = createServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { requests, mailer: mailerAt((server.address() as AddressInfo).port) };
}

function mailerAt(port: number) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SESv2Client({
    ...sesClientSettings,
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials,
  });
  return sesMailer(client, 'orders@orderlog.example');
}

describe('a request', () => {
  test('has a connection of its own', async () => {
    const { requests, mailer } = await mailerOn((_, response) => response.end('{"MessageId":"m-1"}'));
    expect(await mailer.post(MAIL)).toEqual({ type: 'accepted', messageId: 'm-1' });
    expect(await mailer.post(MAIL)).toEqual({ type: 'accepted', messageId: 'm-1' });
    expect(requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
    expect(requests[0]?.socket).not.toBe(requests[1]?.socket);
  });

  test('whose answer gets lost is not repeated', async () => {
    const { requests, mailer } = await mailerOn((request) => request.socket.destroy());
    expect(await mailer.post(MAIL)).toMatchObject({ type: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  test('that is throttled or fails is not repeated here: that is for whoever has its mark', async () => {
    const { requests, mailer } = await mailerOn((_, response) => {
      response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' }).end('{"message":"Too fast"}');
    });
    await expect(mailer.post(MAIL)).rejects.toMatchObject({ code: 'Unavailable' });
    expect(requests).toHaveLength(1);
  });
});

test('where nobody answers, nothing was asked', async () => {
  const { mailer } = await mailerOn(() => undefined);
  const { port } = server?.address() as AddressInfo;
  await new Promise((resolve) => server?.close(resolve));
  await expect(mailerAt(port).post(MAIL)).rejects.toMatchObject({ code: 'Unavailable' });
  await expect(mailer.post(MAIL)).rejects.toMatchObject({ code: 'Unavailable' });
});

test('a refusal names no address', async () => {
  const { mailer } = await mailerOn((_, response) => {
    const message =
      'Email address is not verified. The following identities failed the check in region US-EAST-1: ada@example.com, Ada <ada@example.com>';
    response.writeHead(400, { 'x-amzn-errortype': 'MessageRejected' }).end(JSON.stringify({ message }));
  });
  expect(await mailer.post(MAIL)).toEqual({
    type: 'refused',
    reason:
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: <address>, Ada <<address>>',
  });
});
