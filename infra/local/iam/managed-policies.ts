/** Making, changing and unmaking managed policies, for the API and for templates alike. */

import type { Context } from '../kernel/context.ts';
import { deleteManagedPolicy, putManagedPolicy, type ManagedPolicyRecord } from './managed-policy-store.ts';
import { refreshGrantsOfPolicy } from './role-grants.ts';
import { attachmentsOf, rolesOf } from './role-store.ts';
import { deleteConflict } from './roles.ts';
import { uniqueId } from './unique-id.ts';

export type PolicySettings = Pick<ManagedPolicyRecord, 'name' | 'path' | 'description' | 'tags'>;

/** As many as AWS keeps. */
const VERSIONS_KEPT = 5;

/** Stores a new policy of the caller's account. */
export function createManagedPolicy(context: Context, settings: PolicySettings, document: string): ManagedPolicyRecord {
  const { account } = context.caller;
  const policy: ManagedPolicyRecord = {
    ...settings,
    id: uniqueId('ANPA', context.random),
    arn: `arn:aws:iam::${account}:policy${settings.path}${settings.name}`,
    createdMs: context.now,
    versions: [{ id: 'v1', document, createdMs: context.now }],
  };
  putManagedPolicy(context.tx, account, policy);
  return policy;
}

/** Makes `document` the default version, unless it is already. */
export function changeManagedPolicy(context: Context, policy: ManagedPolicyRecord, document: string): void {
  const [current, ...older] = policy.versions;
  if (current.document === document) return;
  const { account } = context.caller;
  const next = { id: `v${Number(current.id.slice(1)) + 1}`, document, createdMs: context.now };
  putManagedPolicy(context.tx, account, {
    ...policy,
    versions: [next, current, ...older.slice(0, VERSIONS_KEPT - 2)],
  });
  refreshGrantsOfPolicy(context.tx, account, policy.arn);
}

/** Throws DeleteConflict while the policy is attached to a role. */
export function deleteUnattachedPolicy(context: Context, policy: ManagedPolicyRecord): void {
  if (rolesWith(context, policy.arn).length > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
  deleteManagedPolicy(context.tx, context.caller.account, policy.name);
}

/** Names of the account's roles that a managed policy is attached to. */
export function rolesWith({ tx, caller: { account } }: Context, policyArn: string): string[] {
  return rolesOf(tx, account)
    .map(({ name }) => name)
    .filter((role) => attachmentsOf(tx, account, role).includes(policyArn));
}
