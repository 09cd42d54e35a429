/** Making and unmaking roles, for the API and for templates alike. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { forgetGrants, refreshGrants } from './role-grants.ts';
import {
  attachmentsOf,
  deleteAttachment,
  deleteInlinePolicy,
  deleteRole,
  inlinePoliciesOf,
  putRole,
  putTemplateShare,
  roleOf,
  type RoleRecord,
} from './role-store.ts';
import { uniqueId } from './unique-id.ts';

export const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
export const PATH = /^\/(?:[\u0021-\u007e]+\/)?$/;

/** What a role is made of besides its policies. */
export type RoleSettings = Pick<RoleRecord, 'name' | 'path' | 'description' | 'maxSessionSeconds' | 'trust' | 'tags'>;

/** Stores a new role of the caller's account. */
export function createRole(context: Context, settings: RoleSettings): RoleRecord {
  const { account } = context.caller;
  const role: RoleRecord = {
    ...settings,
    id: uniqueId('AROA', context.random),
    arn: `arn:aws:iam::${account}:role${settings.path}${settings.name}`,
    createdMs: context.now,
  };
  putRole(context.tx, account, role);
  refreshGrants(context.tx, account, role.name);
  return role;
}

/** Deletes a role that has no policies any more; throws DeleteConflict otherwise. */
export function deleteBareRole({ tx, caller: { account } }: Context, name: string): void {
  roleOf(tx, account, name);
  if (attachmentsOf(tx, account, name).length > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (inlinePoliciesOf(tx, account, name).length > 0)
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  deleteRole(tx, account, name);
  forgetGrants(tx, account, name);
}

/** Deletes a role with everything on it, as CloudFormation does. */
export function deleteRoleWithPolicies(context: Context, name: string): void {
  const { tx, caller } = context;
  for (const policy of inlinePoliciesOf(tx, caller.account, name))
    deleteInlinePolicy(tx, caller.account, name, policy.name);
  for (const arn of attachmentsOf(tx, caller.account, name)) deleteAttachment(tx, caller.account, name, arn);
  putTemplateShare(tx, caller.account, name, { inline: [], attached: [] });
  deleteBareRole(context, name);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, { status: 409 });
}
