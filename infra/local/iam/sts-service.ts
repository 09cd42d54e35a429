/** STS: who am I, and credentials for a role, over the Query protocol. */

import { AwsError } from '../kernel/aws-error.ts';
import { callerArn, rootArn, sessionArn } from '../kernel/caller-arn.ts';
import type { Context } from '../kernel/context.ts';
import { queryProtocol } from '../kernel/query-protocol.ts';
import type { Service } from '../kernel/service.ts';
import { mayAssume } from './allows.ts';
import { callerOf, issueCredentials } from './credentials.ts';
import { inQueryTerms } from './iam-service.ts';
import { optionalNumber, optionalText, requiredText, understands, type QueryInput } from './query-input.ts';
import { parsedPolicy } from './policy/parsed-policy.ts';
import { parseRoleArn } from './role-grants.ts';
import { findRole } from './role-store.ts';

const ROLE_ARN = /^arn:aws:iam::\d{12}:role\/[\u0021-\u007e]+$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

const API = {
  /** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
  GetCallerIdentity({ tx, caller }: Context, input: QueryInput) {
    understands(input, []);
    const { account } = caller;
    if (caller.type !== 'role') return { Arn: rootArn(account), UserId: account, Account: account };
    const role = findRole(tx, account, parseRoleArn(caller.roleArn).name);
    return { Arn: sessionArn(caller), UserId: `${role?.id ?? 'AROA'}:${caller.session}`, Account: account };
  },

  /** The role's trust policy decides. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  AssumeRole(context: Context, input: QueryInput) {
    understands(input, ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId']);
    const roleArn = requiredText(input, 'RoleArn', ROLE_ARN);
    const session = requiredText(input, 'RoleSessionName', SESSION_NAME);
    const role = assumableRole(context, roleArn, { session, externalId: optionalText(input, 'ExternalId') });
    const seconds = optionalNumber(input, 'DurationSeconds', 900, 43200) ?? 3600;
    if (seconds > role.maxSessionSeconds)
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    const Expiration = new Date(context.now + seconds * 1000).toISOString();
    const { account } = parseRoleArn(roleArn);
    return {
      Credentials: { ...issueCredentials(context.tx, roleArn, session), Expiration },
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${session}`,
        Arn: sessionArn({ type: 'role', account, roleArn, session }),
      },
    };
  },

  GetAccessKeyInfo(context: Context, input: QueryInput) {
    understands(input, ['AccessKeyId']);
    context.authorize({ action: 'sts:GetAccessKeyInfo', resource: '*' });
    const id = requiredText(input, 'AccessKeyId', /^\w{12,128}$/);
    return { Account: callerOf(context.tx, id).account };
  },
};

export function stsService(): Service {
  const protocol = queryProtocol(API, { namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' });
  return {
    name: 'sts',
    operations: API,
    serve: protocol.serve,
    refuse: (error, requestId, request) => protocol.refuse(inQueryTerms(error), requestId, request),
  };
}

/** Throws AccessDenied also for a role that does not exist, as AWS does. */
function assumableRole(
  { tx, caller }: Context,
  roleArn: string,
  given: { session: string; externalId?: string | undefined },
) {
  const { account, name } = parseRoleArn(roleArn);
  const role = findRole(tx, account, name);
  const access = {
    action: 'sts:AssumeRole',
    resource: roleArn,
    resourcePolicy: role && parsedPolicy(role.trust),
    conditions: {
      'sts:RoleSessionName': given.session,
      ...(given.externalId !== undefined && { 'sts:ExternalId': given.externalId }),
    },
  };
  if (role?.arn === roleArn && mayAssume(tx, caller, access)) return role;
  throw new AwsError(
    'AccessDenied',
    `User: ${callerArn(caller)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    {
      status: 403,
    },
  );
}
