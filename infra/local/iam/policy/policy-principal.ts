/** The Principal element: whom a statement of a resource's policy is about. */

import { rootArn, sessionArn } from '../../kernel/caller-arn.ts';
import type { Caller } from '../../kernel/context.ts';

/**
 * How a principal element reaches a caller: `direct` names the caller (or everyone); `account` names the caller's
 * account, which may then pass the permission on with policies of its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
type Reach = 'direct' | 'account' | undefined;

export type Principal = (caller: Caller) => Reach;

/** Compiles a `Principal` element. Federated and canonical users reach nobody: the engine has none. */
export function policyPrincipal(element: unknown): Principal {
  if (element === '*') return () => 'direct';
  const named = element as { readonly AWS?: unknown; readonly Service?: unknown };
  const identities = new Set(listOf(named.AWS));
  const services = new Set(listOf(named.Service));
  if (identities.has('*')) return () => 'direct';
  return (caller) => {
    if (caller.type === 'service') return services.has(caller.principal) ? 'direct' : undefined;
    if (namesOf(caller).some((name) => identities.has(name))) return 'direct';
    const { account } = caller;
    return identities.has(account) || identities.has(rootArn(account)) ? 'account' : undefined;
  };
}

/** Compiles a `NotPrincipal` element: everyone it does not name. */
export function policyNotPrincipal(element: unknown): Principal {
  const named = policyPrincipal(element);
  return (caller) => (named(caller) === undefined ? 'direct' : undefined);
}

function namesOf(caller: Exclude<Caller, { type: 'service' }>): string[] {
  return caller.type === 'role' ? [caller.roleArn, sessionArn(caller)] : [];
}

/** An element that may be one string or a list of them. */
export function listOf(element: unknown): string[] {
  if (element === undefined) return [];
  return (Array.isArray(element) ? (element as unknown[]) : [element]).map(String);
}
