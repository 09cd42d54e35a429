/** The IAM operations on roles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import type { XmlValue } from '../kernel/query-protocol.ts';
import { page, PAGE_PARAMETERS } from './page.ts';
import { checkedPolicyText } from './policy-text.ts';
import { optionalNumber, optionalText, requiredText, tagsIn, understands, type QueryInput } from './query-input.ts';
import { findRole, putRole, roleOf, rolesOf, type RoleRecord } from './role-store.ts';
import { createRole, deleteBareRole, PATH, ROLE_NAME } from './roles.ts';

export const roleOperations = {
  CreateRole(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Tags']);
    const name = requiredText(input, 'RoleName', ROLE_NAME);
    const path = requiredText({ Path: '/', ...input }, 'Path', PATH);
    authorizeRole(context, 'iam:CreateRole', name, path);
    const trust = checkedPolicyText(requiredText(input, 'AssumeRolePolicyDocument'), 'trust');
    const maxSessionSeconds = optionalNumber(input, 'MaxSessionDuration', 3600, 43200) ?? 3600;
    if (findRole(context.tx, context.caller.account, name))
      throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
    const settings = { name, path, trust, maxSessionSeconds, tags: tagsIn(input), ...description(input) };
    return { Role: showRole(createRole(context, settings)) };
  },

  GetRole(context: Context, input: QueryInput) {
    understands(input, ['RoleName']);
    const role = namedRole(context, 'iam:GetRole', input);
    return { Role: { ...showRole(role), RoleLastUsed: {} } };
  },

  ListRoles(context: Context, input: QueryInput) {
    understands(input, ['PathPrefix', ...PAGE_PARAMETERS]);
    const { tx, caller } = context;
    context.authorize({ action: 'iam:ListRoles', resource: `arn:aws:iam::${caller.account}:role/` });
    const prefix = optionalText(input, 'PathPrefix') ?? '/';
    return page(
      input,
      'Roles',
      rolesOf(tx, caller.account).filter(({ path }) => path.startsWith(prefix)),
      showRole,
    );
  },

  UpdateRole(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'Description', 'MaxSessionDuration']);
    const role = namedRole(context, 'iam:UpdateRole', input);
    const seconds = optionalNumber(input, 'MaxSessionDuration', 3600, 43200) ?? role.maxSessionSeconds;
    putRole(context.tx, context.caller.account, { ...role, ...description(input), maxSessionSeconds: seconds });
    return {};
  },

  UpdateAssumeRolePolicy(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'PolicyDocument']);
    const role = namedRole(context, 'iam:UpdateAssumeRolePolicy', input);
    const trust = checkedPolicyText(requiredText(input, 'PolicyDocument'), 'trust');
    putRole(context.tx, context.caller.account, { ...role, trust });
    return undefined;
  },

  DeleteRole(context: Context, input: QueryInput) {
    understands(input, ['RoleName']);
    deleteBareRole(context, namedRole(context, 'iam:DeleteRole', input).name);
    return undefined;
  },

  /** The engine has no instance profiles; tools ask before they delete a role. */
  ListInstanceProfilesForRole(context: Context, input: QueryInput) {
    understands(input, ['RoleName', ...PAGE_PARAMETERS]);
    namedRole(context, 'iam:ListInstanceProfilesForRole', input);
    return page(input, 'InstanceProfiles', [], () => undefined);
  },
};

/** The role a call names, once the caller may do `action` with it. */
export function namedRole(context: Context, action: string, input: QueryInput): RoleRecord {
  const name = requiredText(input, 'RoleName', ROLE_NAME);
  const { account } = context.caller;
  authorizeRole(context, action, name, findRole(context.tx, account, name)?.path ?? '/');
  return roleOf(context.tx, account, name);
}

function authorizeRole(context: Context, action: string, name: string, path: string): void {
  context.authorize({ action, resource: `arn:aws:iam::${context.caller.account}:role${path}${name}` });
}

function description(input: QueryInput): Partial<RoleRecord> {
  const text = optionalText(input, 'Description');
  return text === undefined ? {} : { description: text };
}

function showRole(role: RoleRecord): Record<string, XmlValue> {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdMs).toISOString(),
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    ...(role.tags.length > 0 && { Tags: { member: role.tags.map((tag) => ({ ...tag })) } }),
  };
}
