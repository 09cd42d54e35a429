import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  ListEmailIdentitiesCommand,
} from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { identityProvider } from '../../../../infra/local/ses/identity/identity-resource.ts';
import { SENDER, sesRig } from './ses-rig.ts';

test('an identity is verified at once, shown, and gone when deleted', async () => {
  const client = sesRig().client();
  const created = new CreateEmailIdentityCommand({ EmailIdentity: 'shop.test', Tags: [{ Key: 'a', Value: 'b' }] });
  expect(await client.send(created)).toMatchObject({ IdentityType: 'DOMAIN', VerifiedForSendingStatus: true });
  await expect(client.send(created)).rejects.toMatchObject({
    name: 'AlreadyExistsException',
    message: 'Email identity shop.test already exist.',
  });
  const get = new GetEmailIdentityCommand({ EmailIdentity: 'shop.test' });
  expect(await client.send(get)).toMatchObject({
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  const all = await client.send(new ListEmailIdentitiesCommand({}));
  expect(all.EmailIdentities?.map(({ IdentityName }) => IdentityName)).toEqual(['shop.test', SENDER]);
  const first = await client.send(new ListEmailIdentitiesCommand({ PageSize: 1 }));
  const second = await client.send(new ListEmailIdentitiesCommand({ PageSize: 1, NextToken: first.NextToken }));
  expect(second).toMatchObject({ EmailIdentities: [{ IdentityName: SENDER, IdentityType: 'EMAIL_ADDRESS' }] });
  expect(second.NextToken).toBeUndefined();
  await client.send(new DeleteEmailIdentityCommand({ EmailIdentity: 'shop.test' }));
  await expect(client.send(get)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Email identity shop.test does not exist.',
    $metadata: { httpStatusCode: 404 },
  });
});

test('what is neither address nor domain is refused', () => {
  const { ses } = sesRig();
  for (const EmailIdentity of ['shop', 'a@b', 'a b@shop.test'])
    expect(() => ses('CreateEmailIdentity', { EmailIdentity })).toThrow(`Invalid email identity: ${EmailIdentity}`);
});

test('the account may send to anybody, and knows how much it sent in a day', async () => {
  const { client, send, rig } = sesRig();
  send();
  rig.advance(86_400_000);
  send();
  expect(await client().send(new GetAccountCommand({}))).toMatchObject({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { SentLast24Hours: 1 },
  });
});

test('an identity of the template can send until it is removed', () => {
  const { rig, send } = sesRig();
  const more = { FromEmailAddress: 'orders@shop.test' };
  const resource = { logicalId: 'L', generatedName: 'g', assetPath: (key: string) => key };
  const { ref, attributes } = rig.run((context) =>
    identityProvider.apply(context, { ...resource, properties: { EmailIdentity: 'shop.test' } }),
  );
  expect(ref).toBe('shop.test');
  expect(attributes).toMatchObject({ DkimDNSTokenName1: 'local1._domainkey.shop.test' });
  send(more);
  rig.run((context) => identityProvider.remove?.(context, ref));
  expect(() => send(more)).toThrow('Email address is not verified.');
});
