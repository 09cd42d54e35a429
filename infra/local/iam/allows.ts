/** Whether a caller may do something: AWS's evaluation of the caller's policies and the resource's policy. */

import type { Access, Caller } from '../kernel/context.ts';
import { ENGINE } from '../kernel/engine.ts';
import type { Transaction } from '../kernel/store.ts';
import { compilePolicy, type PolicyRequest } from './policy/compile-policy.ts';
import { verdict, type Verdict } from './policy/verdict.ts';
import { requestKeys, resourceAccount } from './request-keys.ts';
import { grantsOf } from './role-grants.ts';

/**
 * An explicit Deny wins. Within an account either side's Allow suffices; across accounts both must allow. A root caller
 * is the administrator of its account, a service is allowed only what the resource's policy allows it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(tx: Transaction, caller: Caller, access: Access): boolean {
  if (isEngine(caller)) return true;
  const request = { action: access.action, resource: access.resource, keys: requestKeys(caller, access) };
  const byResource = access.resourcePolicy ? verdict(compilePolicy(access.resourcePolicy), request, caller) : 'silent';
  if (byResource === 'denied') return false;
  if (caller.type === 'service') return byResource === 'allowed';

  const byIdentity = identityVerdict(tx, caller, request);
  if (byIdentity === 'denied') return false;
  if (resourceAccount(caller, access) === caller.account) return byIdentity === 'allowed' || byResource === 'allowed';
  return byIdentity === 'allowed' && byResource !== 'silent';
}

/**
 * Whether a role's trust policy lets the caller assume it. Unlike any other resource, a role must itself allow this
 * even within its account.
 */
export function mayAssume(tx: Transaction, caller: Caller, access: Access): boolean {
  if (isEngine(caller)) return true;
  const request = { action: access.action, resource: access.resource, keys: requestKeys(caller, access) };
  const byRole = access.resourcePolicy ? verdict(compilePolicy(access.resourcePolicy), request, caller) : 'silent';
  if (byRole === 'denied' || byRole === 'silent') return false;
  if (caller.type === 'service') return byRole === 'allowed';

  const byIdentity = identityVerdict(tx, caller, request);
  if (byIdentity === 'denied') return false;
  const direct = byRole === 'allowed' && resourceAccount(caller, access) === caller.account;
  return direct || byIdentity === 'allowed';
}

function identityVerdict(
  tx: Transaction,
  caller: Exclude<Caller, { type: 'service' }>,
  request: PolicyRequest,
): Verdict {
  return caller.type === 'root' ? 'allowed' : verdict(grantsOf(tx, caller.roleArn, request.action), request, caller);
}

function isEngine(caller: Caller): boolean {
  return caller.type === 'service' && ENGINE.type === 'service' && caller.principal === ENGINE.principal;
}
