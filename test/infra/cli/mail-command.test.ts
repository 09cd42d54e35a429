import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../../infra/cli/dispatch.ts';
import { mailCommand } from '../../../infra/cli/mail-command.ts';
import { fakeTerminal } from './fake-terminal.ts';

const MAILS = [
  {
    id: '00a-1',
    at: '2026-03-02T09:00:00.000Z',
    from: 'o@x.example',
    to: ['ada@example.com'],
    subject: 'Hello',
    text: 'Dear Ada\n',
  },
  {
    id: '00b-1',
    at: '2026-03-02T09:00:01.000Z',
    from: 'o@x.example',
    to: ['ben@example.com'],
    subject: 'Goodbye',
    text: 'Dear Ben\n',
  },
];

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(({ url: asked = '' }, response) => {
    const { pathname, searchParams } = new URL(asked, 'http://engine.local');
    const to = searchParams.get('to');
    response.statusCode = pathname === '/_local/mail' ? 200 : 404;
    response.end(JSON.stringify(MAILS.filter((mail) => to === null || mail.to.includes(to))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function run(args: readonly string[], env: Record<string, string> = { AWS_ENDPOINT_URL: url }) {
  const terminal = fakeTerminal({ env });
  const code = await dispatch({ mail: { summary: '', load: async () => mailCommand } }, ['mail', ...args], terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

describe('orderlog mail', () => {
  it('lists the mailbox, a line each', async () => {
    const { code, stdout } = await run([]);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '00a-1  2026-03-02T09:00:00.000Z  ada@example.com  Hello',
      '00b-1  2026-03-02T09:00:01.000Z  ben@example.com  Goodbye',
      '',
    ]);
  });

  it('lists the mail to one address', async () => {
    const { stdout } = await run(['--to', 'ben@example.com', '--json']);
    expect(JSON.parse(stdout)).toEqual([MAILS[1]]);
  });

  it('shows one as text, or as JSON', async () => {
    const { stdout } = await run(['00b']);
    expect(stdout).toMatch(/^From: o@x\.example\nTo: ben@example\.com\nDate: .*\nSubject: Goodbye\n\nDear Ben\n$/);
    expect(JSON.parse((await run(['00b', '--json'])).stdout)).toEqual(MAILS[1]);
  });

  it.each<[string, string[], Record<string, string> | undefined, number, RegExp]>([
    ['an unknown id', ['zzz'], undefined, 1, /there is no mail "zzz"/],
    ['an id that begins several', ['00'], undefined, 1, /more than one mail begins with "00"/],
    ['an argument too many', ['00a', '00b'], undefined, 2, /"00b" is one argument too many/],
    ['a system on AWS', ['--stage', 'default'], undefined, 1, /SES sends the mail .* no mailbox/],
    ['only the HTTP API', [], { ORDERLOG_URL: 'http://127.0.0.1:1' }, 1, /set AWS_ENDPOINT_URL as well/],
    ['nothing that answers', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, 1, /does not answer. Is it running\?/],
  ])('says what is wrong: %s', async (_, args, env, code, message) => {
    const outcome = await run(args, env);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toMatch(message);
  });
});
