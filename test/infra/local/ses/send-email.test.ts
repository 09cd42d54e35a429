import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { configurationSetProvider } from '../../../../infra/local/ses/configuration-set/configuration-set-resource.ts';
import { ROOT } from '../test-engine.ts';
import { SENDER, sesRig, simple } from './ses-rig.ts';

const ROLE_NAME = 'mailer';
const MAILER: Caller = {
  type: 'role',
  account: '000000000000',
  roleArn: `arn:aws:iam::000000000000:role/${ROLE_NAME}`,
  session: 's',
};

test('a mail is in the mailbox as it was sent', async () => {
  const { client, mails } = sesRig();
  const { MessageId } = await client().send(
    new SendEmailCommand({
      FromEmailAddress: `The Shop <${SENDER}>`,
      Destination: { ToAddresses: ['Ann <ann@example.org>'], CcAddresses: ['c@x.org'], BccAddresses: ['b@x.org'] },
      ReplyToAddresses: ['help@example.com'],
      Content: {
        Simple: {
          Subject: { Data: 'Grüße' },
          Body: { Text: { Data: 'Hello' }, Html: { Data: '<p>Hello</p>', Charset: 'UTF-8' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.com>' }],
        },
      },
      EmailTags: [{ Name: 'order', Value: 'o-1' }],
    }),
  );
  expect(mails()).toEqual([
    {
      id: MessageId,
      at: '2026-01-01T00:00:00.000Z',
      from: `The Shop <${SENDER}>`,
      to: ['Ann <ann@example.org>'],
      cc: ['c@x.org'],
      bcc: ['b@x.org'],
      replyTo: ['help@example.com'],
      subject: 'Grüße',
      text: 'Hello',
      html: '<p>Hello</p>',
      headers: [{ name: 'List-Unsubscribe', value: '<https://example.com>' }],
      tags: { order: 'o-1' },
      attachments: [],
    },
  ]);
});

test('a sender that is not verified is refused by name', async () => {
  const { client, ses, mails } = sesRig();
  const mail = new SendEmailCommand({ ...simple(), FromEmailAddress: 'Eve <eve@sub.shop.test>' });
  await expect(client().send(mail)).rejects.toMatchObject({
    name: 'MessageRejected',
    message:
      'Email address is not verified. The following identities failed the check in region US-EAST-1: Eve <eve@sub.shop.test>',
    $metadata: { httpStatusCode: 400 },
  });
  ses('CreateEmailIdentity', { EmailIdentity: 'shop.test' });
  await client().send(mail);
  expect(mails()).toHaveLength(1);
});

const addresses = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}@x.org`);
const withBody = (Body: object) => ({ Content: { Simple: { Subject: { Data: 'x' }, Body } } });

test.each<[string, object, string]>([
  ['without recipient', { Destination: {} }, 'There must be at least one recipient.'],
  [
    'with 51 recipients',
    { Destination: { ToAddresses: addresses(26), BccAddresses: addresses(25) } },
    'Recipient count exceeds 50.',
  ],
  ['to no address', { Destination: { ToAddresses: ['ann'] } }, "Missing final '@domain'"],
  ['to no domain', { Destination: { ToAddresses: ['ann@'] } }, 'Missing domain'],
  ['to two lines', { Destination: { ToAddresses: ['a\nb@x.org'] } }, 'Local address contains control or whitespace'],
  ['to an odd domain', { Destination: { ToAddresses: ['a@x_y.org'] } }, 'Domain contains illegal character'],
  ['of a template', { Content: { Template: { TemplateName: 'x' } } }, 'The local engine does not support templates.'],
  ['of nothing', { Content: {} }, 'Content must be either Simple or Raw.'],
  ['without text', withBody({}), 'Body must have a Text or an Html part.'],
  ['for a tenant', { TenantName: 't' }, 'The local engine does not support TenantName.'],
  [
    'of 40 MB',
    withBody({ Text: { Data: 'x'.repeat(41_943_040) } }),
    "Message length is more than 41943040 bytes long: '41943041'.",
  ],
  ['with an odd tag', { EmailTags: [{ Name: 'a b', Value: 'c' }] }, 'Email tag contains invalid characters: a b'],
])('a mail %s is refused', (_name, more, message) => {
  const { send, mails } = sesRig();
  expect(() => send(more)).toThrow(message);
  expect(mails()).toEqual([]);
});

test('fifty recipients are taken', () => {
  const { send, mails } = sesRig();
  send({ Destination: { ToAddresses: addresses(50) } });
  expect(mails()[0]?.to).toHaveLength(50);
});

test('a configuration set must exist, and not be paused', () => {
  const { rig, send, mails } = sesRig();
  const more = { ConfigurationSetName: 'orders' };
  const apply = (SendingEnabled: boolean) =>
    rig.run((context) =>
      configurationSetProvider.apply(context, {
        logicalId: 'L',
        generatedName: 'orders',
        properties: { SendingOptions: { SendingEnabled } },
        assetPath: (key) => key,
      }),
    );
  expect(() => send(more)).toThrow('Configuration set <orders> does not exist.');
  expect(apply(false).ref).toBe('orders');
  expect(() => send(more)).toThrow('Sending is disabled for configuration set <orders>.');
  apply(true);
  send(more);
  expect(mails()).toMatchObject([{ configurationSet: 'orders' }]);
});

test('an identity lends its configuration set to mail that names none', () => {
  const { ses, send } = sesRig();
  ses('CreateEmailIdentity', { EmailIdentity: 'shop.test', ConfigurationSetName: 'default' });
  expect(() => send({ FromEmailAddress: 'a@shop.test' })).toThrow('Configuration set <default> does not exist.');
});

test('who may not send as an identity is refused', async () => {
  const { client, rig, send } = sesRig({ allows });
  const Statement = { Effect: 'Allow', Action: 'ses:SendEmail', Resource: `*:identity/${SENDER}` };
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  rig.call('iam', 'CreateRole', { RoleName: ROLE_NAME, AssumeRolePolicyDocument: document(trust) });
  const command = new SendEmailCommand(simple());
  await expect(client(MAILER).send(command)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User \`arn:aws:sts::000000000000:assumed-role/mailer/s' is not authorized to perform \`ses:SendEmail' on resource \`arn:aws:ses:us-east-1:000000000000:identity/${SENDER}'`,
    $metadata: { httpStatusCode: 403 },
  });
  const resource = Statement.Resource.replace('*', 'arn:aws:ses:us-east-1:000000000000');
  const PolicyDocument = document({ ...Statement, Resource: resource });
  rig.call('iam', 'PutRolePolicy', { RoleName: ROLE_NAME, PolicyName: 'send', PolicyDocument }, ROOT);
  await client(MAILER).send(command);
  expect(() => send({ FromEmailAddress: 'other@example.com' }, MAILER)).toThrow('is not authorized to perform');
});

test('members of the wrong type are refused as such', () => {
  const { rig } = sesRig();
  const answer = rig.engine.serve({
    service: 'ses',
    caller: ROOT,
    arrivedMs: rig.now(),
    request: {
      method: 'POST',
      path: '/v2/email/outbound-emails',
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ ...simple(), Destination: { ToAddresses: 'ann@example.org' } })),
    },
  });
  expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } });
});
