import { expect, test } from 'vitest';
import { sesService } from '../../../../infra/local/ses/ses-service.ts';
import { mailboxService } from '../../../../infra/local/ses/mailbox/mailbox-service.ts';
import { startTestEngine } from '../shell/start-test-engine.ts';
import { ROOT } from '../test-engine.ts';
import { SENDER, sesRig, simple } from './ses-rig.ts';

const to = (...ToAddresses: string[]) => ({ Destination: { ToAddresses } });

test('mail is listed in the order it was sent, and from where a reader left off', () => {
  const { send, mails, get } = sesRig();
  const ids = [send(), send(), send()];
  expect(mails().map(({ id }) => id)).toEqual(ids);
  expect(mails({ after: ids[0], limit: 1 }).map(({ id }) => id)).toEqual([ids[1]]);
  expect(mails({ after: 'nonsense' })).toEqual([]);
  const listed = JSON.parse(get(`/_local/mail?after=${ids[0]}&limit=1`).body) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual([ids[1]]);
});

test('the list can be of one recipient', () => {
  const { send, get } = sesRig();
  send(to('ann@example.org'));
  const found = [send(to('bob@example.org', 'carl@example.org')), send(to('Bob <BOB@example.org>'))];
  const { headers, body } = get('/_local/mail?to=bob@example.org');
  expect(headers).toMatchObject({ 'content-type': 'application/json' });
  expect((JSON.parse(body) as { id: string }[]).map(({ id }) => id)).toEqual(found);
});

test('a mail is shown as its HTML, in which no script runs', () => {
  const { send, get } = sesRig();
  const Body = { Html: { Data: '<h1>Hi</h1>' }, Text: { Data: 'Hi' } };
  const id = send({ Content: { Simple: { Subject: { Data: 'x' }, Body } } });
  const { status, headers, body } = get(`/_local/mail/${id}`);
  expect({ status, body }).toEqual({ status: 200, body: '<h1>Hi</h1>' });
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/^sandbox( allow-popups)?; default-src 'none';/);
  expect(policy).not.toContain('script');
});

test('a mail of text alone is shown as text', () => {
  const { send, get } = sesRig();
  const id = send(simple('1 < 2 & <script>'));
  expect(get(`/_local/mail/${id}`).body).toContain('1 &lt; 2 &amp; &lt;script></pre>');
});

test.each([
  ['/_local/mail/0000000000000001-none', 'GET', 404],
  ['/_local/mail/', 'GET', 404],
  ['/_local/mail?limit=many', 'GET', 400],
  ['/_local/mail', 'POST', 405],
])('%s by %s is answered with %i', (url, method, status) => {
  const { get, send } = sesRig();
  send();
  expect(get(url, method).status).toBe(status);
});

test('the mailbox is served on both ports', async () => {
  const shell = await startTestEngine([sesService(), mailboxService()]);
  shell.engine.run(ROOT, (context) => {
    context.call('ses', 'CreateEmailIdentity', { EmailIdentity: SENDER });
    context.call('ses', 'SendEmail', simple());
  });
  try {
    for (const url of [shell.awsUrl, shell.httpUrl]) {
      const [mail] = (await (await fetch(`${url}/_local/mail?to=ann@example.org`)).json()) as { id: string }[];
      expect(await (await fetch(`${url}/_local/mail/${mail?.id}`)).text()).toContain('Hello');
    }
  } finally {
    await shell.close();
  }
});
