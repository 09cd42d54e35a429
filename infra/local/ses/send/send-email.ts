/** `SendEmail`: mail goes to the mailbox of this machine, for what AWS would take. */

import type { Context } from '../../kernel/context.ts';
import { requireConfigurationSet } from '../configuration-set/configuration-set.ts';
import { identityArn, identityFor, type Identity } from '../identity/identity.ts';
import { keepMail } from '../mailbox/mail.ts';
import { badRequest, notVerified, unsupported } from '../ses-errors.ts';
import { parseAddress } from './address.ts';
import { outgoingMail, type OutgoingMail, type SendEmailInput } from './outgoing-mail.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MOST_RECIPIENTS = 50;
const LARGEST_BYTES = 40 * 1024 * 1024;

const MISSING = [
  'EndpointId',
  'FeedbackForwardingEmailAddressIdentityArn',
  'FromEmailAddressIdentityArn',
  'ListManagementOptions',
  'TenantName',
];

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export function sendEmail(context: Context, input: SendEmailInput): { MessageId: string } {
  const missing = MISSING.find((name) => name in input);
  if (missing !== undefined) throw unsupported(missing);
  const { EmailTags = [], FeedbackForwardingEmailAddress: bounces } = input;
  const { bytes, ...mail } = outgoingMail(input);
  const tags = tagsFrom(EmailTags);
  checkRecipients(mail);
  if (bytes > LARGEST_BYTES) throw badRequest(`Message length is more than ${LARGEST_BYTES} bytes long: '${bytes}'.`);
  const action = input.Content?.Raw === undefined ? 'ses:SendEmail' : 'ses:SendRawEmail';
  const identity = authorizeSender(context, action, mail);
  const configurationSet = input.ConfigurationSetName ?? identity?.configurationSet;
  if (configurationSet !== undefined) requireConfigurationSet(context, action, configurationSet);
  const senders = [mail.from, ...(bounces === undefined ? [] : [bounces])];
  const unknown = senders.filter((sender) => identityFor(context, parseAddress(sender).address) === undefined);
  if (unknown.length > 0) throw notVerified(unknown, context.region);
  const returnPath = bounces === undefined ? [] : [{ name: 'Return-Path', value: bounces }];
  return {
    MessageId: keepMail(context, {
      ...mail,
      headers: [...mail.headers, ...returnPath],
      tags,
      ...(configurationSet === undefined ? {} : { configurationSet }),
    }),
  };
}

function checkRecipients({ to, cc, bcc, replyTo }: Pick<OutgoingMail, 'to' | 'cc' | 'bcc' | 'replyTo'>): void {
  const recipients = [...to, ...cc, ...bcc];
  if (recipients.length === 0) throw badRequest('There must be at least one recipient.');
  if (recipients.length > MOST_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
  for (const address of [...recipients, ...replyTo]) parseAddress(address);
}

/** The identity a mail is sent by, if there is one: an address without identity of its own is allowed as its domain. */
function authorizeSender(context: Context, action: string, mail: Omit<OutgoingMail, 'bytes'>): Identity | undefined {
  const { address, displayName } = parseAddress(mail.from);
  const identity = identityFor(context, address);
  context.authorize({
    action,
    resource: identityArn(context, identity?.name ?? address),
    conditions: {
      'ses:FromAddress': address,
      'ses:Recipients': [...mail.to, ...mail.cc, ...mail.bcc].map((recipient) => parseAddress(recipient).address),
      ...(displayName === undefined ? {} : { 'ses:FromDisplayName': displayName }),
    },
  });
  return identity;
}

function tagsFrom(tags: NonNullable<SendEmailInput['EmailTags']>): Record<string, string> {
  return Object.fromEntries(
    tags.map(({ Name = '', Value = '' }) => {
      for (const part of [Name, Value])
        if (!/^[\w.@-]{1,256}$/.test(part)) throw badRequest(`Email tag contains invalid characters: ${part}`);
      return [Name, Value];
    }),
  );
}
