import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMail } from '../../../../infra/local/ses/mime/read-mail.ts';
import { SENDER, sesRig } from './ses-rig.ts';

const RAW = [
  `From: =?utf-8?q?Gr=C3=BC=C3=9Fe?= <${SENDER}>`,
  'To: "Ann, the first" <ann@example.org>,',
  '\tbob@example.org',
  'Bcc: hidden@example.org',
  'Subject: =?UTF-8?B?U2Now7Zu?= =?utf-8?Q?_sch=C3=B6n?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="outer=1"',
  '',
  'Not for readers.',
  '--outer=1',
  'Content-Type: multipart/alternative;',
  '  boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Sch=F6n, und eine lange =',
  'Zeile',
  '--inner',
  'Content-Type: text/html; charset="utf-8"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Schön</p>').toString('base64'),
  '--inner--',
  '',
  '--outer=1',
  'Content-Type: text/plain; name=notes.txt',
  'Content-Disposition: attachment; filename="my notes.txt"',
  '',
  'notes',
  '--outer=1--',
  'Nor this.',
];

test('a raw mail is read as its reader would see it', () => {
  const { sendRaw, mails } = sesRig();
  sendRaw(RAW);
  expect(mails()).toMatchObject([
    {
      from: `Grüße <${SENDER}>`,
      to: ['"Ann, the first" <ann@example.org>', 'bob@example.org'],
      bcc: ['hidden@example.org'],
      subject: 'Schön schön',
      text: 'Schön, und eine lange Zeile',
      html: '<p>Schön</p>',
      attachments: [{ name: 'my notes.txt', contentType: 'text/plain', bytes: 5 }],
    },
  ]);
  expect(mails()[0]?.headers.map(({ name }) => name)).not.toContain('Bcc');
});

test('what the request says stands above the headers', () => {
  const { sendRaw, mails } = sesRig();
  sendRaw(RAW, { FromEmailAddress: SENDER, Destination: { ToAddresses: ['carl@example.org'] } });
  expect(mails()).toMatchObject([{ from: SENDER, to: ['carl@example.org'], bcc: [] }]);
});

test('a mail without sender or recipient is refused', () => {
  const { sendRaw } = sesRig();
  expect(() => sendRaw(['Subject: x', '', 'x'])).toThrow("Missing required header 'From'.");
  expect(() => sendRaw([`From: ${SENDER}`, '', 'x'])).toThrow('There must be at least one recipient.');
});

test.each([
  ['nothing but text', ['', 'just text'], { subject: '', text: 'just text' }],
  ['headers only', ['Subject: alone'], { subject: 'alone', text: '' }],
  ['an unknown character set', ['Content-Type: text/plain; charset=klingon', '', 'x'], { text: 'x' }],
  [
    'a boundary that never comes',
    ['Content-Type: multipart/mixed; boundary=b', '', 'x'],
    { attachments: [{ bytes: 0 }] },
  ],
])('a mail of %s is read too', (_name, lines, expected) => {
  expect(readMail(Buffer.from(lines.join('\r\n')))).toMatchObject(expected);
});

test('any text survives base64', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const lines = ['Content-Transfer-Encoding: base64', '', Buffer.from(text).toString('base64')];
      expect(readMail(Buffer.from(lines.join('\n'))).text).toBe(text);
    }),
  );
});

test('no bytes are more than a reader can take', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readMail(Buffer.from(bytes)).attachments).toBeInstanceOf(Array);
    }),
  );
});
