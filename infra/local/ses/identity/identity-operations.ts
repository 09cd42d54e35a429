/** `CreateEmailIdentity`, `GetEmailIdentity`, `ListEmailIdentities` and `DeleteEmailIdentity`. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { badRequest, notFound, unsupported } from '../ses-errors.ts';
import {
  findIdentity,
  forgetIdentity,
  identitiesOf,
  identityArn,
  identityType,
  saveIdentity,
  type Identity,
} from './identity.ts';

interface IdentityInput {
  readonly EmailIdentity?: string;
}

export interface CreateEmailIdentityInput extends IdentityInput {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly ConfigurationSetName?: string;
  readonly DkimSigningAttributes?: unknown;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/;
const DOMAIN = /^([a-z0-9-]+\.)+[a-z0-9-]+$/i;

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
export function createEmailIdentity(context: Context, input: CreateEmailIdentityInput) {
  const name = authorized(context, 'CreateEmailIdentity', input);
  if (input.DkimSigningAttributes !== undefined) throw unsupported('keys of your own for DKIM');
  if (findIdentity(context, name) !== undefined)
    throw new AwsError('AlreadyExistsException', `Email identity ${name} already exist.`);
  const identity = newIdentity(name, input);
  saveIdentity(context, identity);
  return { IdentityType: identityType(identity), VerifiedForSendingStatus: true, DkimAttributes: dkim(identity) };
}

/** Throws for what is neither an address nor a domain. */
export function newIdentity(
  name: string,
  { Tags = [], ConfigurationSetName: set }: Omit<CreateEmailIdentityInput, 'EmailIdentity'>,
): Identity {
  if (!(name.includes('@') ? ADDRESS : DOMAIN).test(name)) throw badRequest(`Invalid email identity: ${name}`);
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  return { name, tags, ...(set === undefined ? {} : { configurationSet: set }) };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
export function getEmailIdentity(context: Context, input: IdentityInput) {
  const identity = existing(context, authorized(context, 'GetEmailIdentity', input));
  return {
    IdentityType: identityType(identity),
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: dkim(identity),
    MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    Policies: {},
    Tags: Object.entries(identity.tags).map(([Key, Value]) => ({ Key, Value })),
    ...(identity.configurationSet === undefined ? {} : { ConfigurationSetName: identity.configurationSet }),
  };
}

export interface ListEmailIdentitiesInput {
  readonly NextToken?: string;
  readonly Filter?: unknown;
  /** 1 to 1000; text where it stood in a URL. */
  readonly PageSize?: number | string;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html */
export function listEmailIdentities(context: Context, input: ListEmailIdentitiesInput) {
  const { NextToken = '', PageSize = 1000 } = input;
  context.authorize({ action: 'ses:ListEmailIdentities', resource: '*' });
  if (input.Filter !== undefined) throw unsupported('filters on identities');
  const size = Number(PageSize);
  if (!Number.isInteger(size) || size < 1 || size > 1000) throw badRequest('PageSize must be between 1 and 1000.');
  const after = Buffer.from(NextToken, 'base64').toString('utf8');
  const rest = identitiesOf(context).filter(({ name }) => name > after);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  return {
    EmailIdentities: shown.map((identity) => ({
      IdentityType: identityType(identity),
      IdentityName: identity.name,
      SendingEnabled: true,
      VerificationStatus: 'SUCCESS',
    })),
    ...(last === undefined || rest.length <= size ? {} : { NextToken: Buffer.from(last.name).toString('base64') }),
  };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailIdentity.html */
export function deleteEmailIdentity(context: Context, input: IdentityInput) {
  const { name } = existing(context, authorized(context, 'DeleteEmailIdentity', input));
  forgetIdentity(context, name);
  return {};
}

/** The identity's name, once the caller is known to be allowed. */
function authorized(context: Context, action: string, { EmailIdentity: name = '' }: IdentityInput): string {
  if (name === '') throw badRequest('EmailIdentity must not be empty.');
  context.authorize({ action: `ses:${action}`, resource: identityArn(context, name.toLowerCase()) });
  return name;
}

function existing(context: Context, name: string): Identity {
  const identity = findIdentity(context, name);
  if (identity === undefined) throw notFound(`Email identity ${name} does not exist.`);
  return identity;
}

/** No mail leaves this machine, so none is signed. */
function dkim(identity: Identity) {
  const isDomain = identityType(identity) === 'DOMAIN';
  return {
    SigningEnabled: isDomain,
    Status: isDomain ? 'SUCCESS' : 'NOT_STARTED',
    Tokens: [],
    SigningAttributesOrigin: 'AWS_SES',
  };
}
