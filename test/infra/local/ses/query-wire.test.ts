import { expect, test } from 'vitest';
import { queryCall } from '../iam/query-call.ts';
import { SENDER, sesRig } from './ses-rig.ts';

const SIMPLE = {
  Action: 'SendEmail',
  Source: SENDER,
  'Destination.ToAddresses.member.1': 'ann@example.org',
  'Destination.BccAddresses': '',
  'Message.Subject.Data': 'Hi & bye',
  'Message.Body.Html.Data': '<p>x</p>',
  'Message.Body.Html.Charset': 'UTF-8',
  'Tags.member.1.Name': 'order',
  'Tags.member.1.Value': 'o-1',
  ReplyToAddresses: '',
};

test('version 1 sends simple mail', () => {
  const { rig, mails } = sesRig();
  const { status, all } = queryCall(rig, 'ses', SIMPLE);
  expect(status).toBe(200);
  expect(mails()).toMatchObject([
    {
      id: all('MessageId')[0],
      from: SENDER,
      to: ['ann@example.org'],
      bcc: [],
      subject: 'Hi & bye',
      html: '<p>x</p>',
      tags: { order: 'o-1' },
    },
  ]);
});

test('version 1 sends raw mail', () => {
  const { rig, mails } = sesRig();
  const Data = Buffer.from(`From: ${SENDER}\r\nTo: ann@example.org\r\nSubject: Raw\r\n\r\nHello`).toString('base64');
  expect(queryCall(rig, 'ses', { Action: 'SendRawEmail', 'RawMessage.Data': Data }).status).toBe(200);
  expect(mails()).toMatchObject([{ to: ['ann@example.org'], subject: 'Raw', text: 'Hello' }]);
});

test.each<[string, Record<string, string>, number, string]>([
  ['an unknown sender', { ...SIMPLE, Source: 'eve@x.org' }, 400, 'MessageRejected'],
  ['no address', { ...SIMPLE, 'Destination.ToAddresses.member.1': 'ann' }, 400, 'InvalidParameterValue'],
  ['a missing set', { ...SIMPLE, ConfigurationSetName: 'none' }, 404, 'ConfigurationSetDoesNotExist'],
  ['a list in place of a text', { ...SIMPLE, 'ConfigurationSetName.1': 'x' }, 400, 'SerializationException'],
  ['another operation', { Action: 'ListIdentities' }, 400, 'InvalidAction'],
])('%s is refused in the codes of version 1', (_name, parameters, status, code) => {
  const { rig } = sesRig();
  const answer = queryCall(rig, 'ses', parameters);
  expect({ status: answer.status, codes: answer.all('Code') }).toEqual({ status, codes: [code] });
});
