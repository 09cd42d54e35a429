/** The IAM operations on a role's policies: inline ones, and managed ones attached to it. */

import type { Context } from '../kernel/context.ts';
import { findManagedPolicy } from './managed-policy-store.ts';
import { page, PAGE_PARAMETERS } from './page.ts';
import { checkedPolicyText } from './policy-text.ts';
import { optionalText, requiredText, understands, type QueryInput } from './query-input.ts';
import { refreshGrants } from './role-grants.ts';
import { namedRole } from './role-operations.ts';
import {
  attachmentsOf,
  deleteAttachment,
  deleteInlinePolicy,
  findInlinePolicy,
  inlinePoliciesOf,
  noSuchEntity,
  putAttachment,
  putInlinePolicy,
} from './role-store.ts';

const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;
const ROLE_AND_POLICY = ['RoleName', 'PolicyName'];

export const rolePolicyOperations = {
  PutRolePolicy(context: Context, input: QueryInput) {
    understands(input, [...ROLE_AND_POLICY, 'PolicyDocument']);
    const role = namedRole(context, 'iam:PutRolePolicy', input);
    const name = requiredText(input, 'PolicyName', POLICY_NAME);
    const document = checkedPolicyText(requiredText(input, 'PolicyDocument'), 'identity');
    const { account } = context.caller;
    putInlinePolicy(context.tx, account, role.name, { name, document });
    refreshGrants(context.tx, account, role.name);
    return undefined;
  },

  GetRolePolicy(context: Context, input: QueryInput) {
    understands(input, ROLE_AND_POLICY);
    const role = namedRole(context, 'iam:GetRolePolicy', input);
    const policy = inlinePolicy(context, role.name, requiredText(input, 'PolicyName'));
    return { RoleName: role.name, PolicyName: policy.name, PolicyDocument: encodeURIComponent(policy.document) };
  },

  ListRolePolicies(context: Context, input: QueryInput) {
    understands(input, ['RoleName', ...PAGE_PARAMETERS]);
    const role = namedRole(context, 'iam:ListRolePolicies', input);
    const policies = inlinePoliciesOf(context.tx, context.caller.account, role.name);
    return page(input, 'PolicyNames', policies, ({ name }) => name);
  },

  DeleteRolePolicy(context: Context, input: QueryInput) {
    understands(input, ROLE_AND_POLICY);
    const role = namedRole(context, 'iam:DeleteRolePolicy', input);
    const policy = inlinePolicy(context, role.name, requiredText(input, 'PolicyName'));
    deleteInlinePolicy(context.tx, context.caller.account, role.name, policy.name);
    refreshGrants(context.tx, context.caller.account, role.name);
    return undefined;
  },

  AttachRolePolicy(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'PolicyArn']);
    const role = namedRole(context, 'iam:AttachRolePolicy', input);
    const arn = requiredText(input, 'PolicyArn');
    attachPolicy(context, role.name, arn);
    return undefined;
  },

  DetachRolePolicy(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'PolicyArn']);
    const role = namedRole(context, 'iam:DetachRolePolicy', input);
    const arn = requiredText(input, 'PolicyArn');
    if (!attachmentsOf(context.tx, context.caller.account, role.name).includes(arn))
      noSuchEntity(`Policy ${arn} was not found.`);
    detachPolicy(context, role.name, arn);
    return undefined;
  },

  ListAttachedRolePolicies(context: Context, input: QueryInput) {
    understands(input, ['RoleName', 'PathPrefix', ...PAGE_PARAMETERS]);
    const role = namedRole(context, 'iam:ListAttachedRolePolicies', input);
    const prefix = optionalText(input, 'PathPrefix') ?? '/';
    const attached = attachmentsOf(context.tx, context.caller.account, role.name)
      .map((arn) => findManagedPolicy(context.tx, arn))
      .filter((policy) => policy !== undefined)
      .filter(({ path }) => path.startsWith(prefix));
    return page(input, 'AttachedPolicies', attached, ({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }));
  },
};

/** Throws NoSuchEntity if there is no such managed policy. */
export function attachPolicy({ tx, caller: { account } }: Context, role: string, policyArn: string): void {
  if (!findManagedPolicy(tx, policyArn)) noSuchEntity(`Policy ${policyArn} does not exist or is not attachable.`);
  putAttachment(tx, account, role, policyArn);
  refreshGrants(tx, account, role);
}

export function detachPolicy({ tx, caller: { account } }: Context, role: string, policyArn: string): void {
  deleteAttachment(tx, account, role, policyArn);
  refreshGrants(tx, account, role);
}

function inlinePolicy({ tx, caller: { account } }: Context, role: string, name: string) {
  return (
    findInlinePolicy(tx, account, role, name) ?? noSuchEntity(`The role policy with name ${name} cannot be found.`)
  );
}
