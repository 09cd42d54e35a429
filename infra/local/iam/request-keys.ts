/** The condition keys of a request: who calls, from where, and what the service says about the call. */

import { rootArn } from '../kernel/caller-arn.ts';
import type { Access, Caller } from '../kernel/context.ts';
import type { RequestKeys } from './policy/policy-pattern.ts';

/**
 * Reads keys lazily: most statements have no condition. The caller's keys cannot be overridden by the service's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestKeys(caller: Caller, access: Access): RequestKeys {
  let conditions: Map<string, readonly string[]> | undefined;
  return (name) => {
    const own = CALLER_KEYS[name]?.(caller);
    if (own !== undefined) return [own];
    conditions ??= new Map(
      Object.entries(access.conditions ?? {}).map(([key, value]) => [key.toLowerCase(), [value].flat()]),
    );
    return conditions.get(name) ?? (name === 'aws:resourceaccount' ? [resourceAccount(caller, access)] : undefined);
  };
}

/** The account a resource belongs to: named by its ARN or, where ARNs name none (S3), by `aws:ResourceAccount`. */
export function resourceAccount(caller: Caller, { resource, conditions }: Access): string {
  const stated = conditions?.['aws:ResourceAccount'];
  if (typeof stated === 'string') return stated;
  return resource.split(':', 5)[4] || caller.account;
}

const CALLER_KEYS: Readonly<Record<string, (caller: Caller) => string | undefined>> = {
  'aws:principalarn': (caller) =>
    caller.type === 'role' ? caller.roleArn : caller.type === 'root' ? rootArn(caller.account) : undefined,
  'aws:principalaccount': (caller) => (caller.type === 'service' ? undefined : caller.account),
  'aws:principaltype': (caller) =>
    caller.type === 'role' ? 'AssumedRole' : caller.type === 'root' ? 'Account' : undefined,
  'aws:principalisawsservice': (caller) => String(caller.type === 'service'),
  'aws:principalservicename': (caller) => (caller.type === 'service' ? caller.principal : undefined),
  'aws:sourcearn': (caller) => (caller.type === 'service' ? caller.sourceArn : undefined),
  'aws:sourceaccount': (caller) => (caller.type === 'service' ? caller.account : undefined),
  'aws:securetransport': () => 'true',
};

/** Whether the engine knows what a global (`aws:`) key means for its requests; a service's own keys are its business. */
export function isKnownKey(key: string): boolean {
  const name = key.toLowerCase();
  if (!name.startsWith('aws:')) return true;
  return name in CALLER_KEYS || name === 'aws:resourceaccount' || ABSENT.some((start) => name.startsWith(start));
}

/** Keys that requests on one machine lack, as requests on AWS do outside organizations, networks and tag schemes. */
const ABSENT = [
  'aws:principalorg',
  'aws:resourceorg',
  'aws:sourceorg',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:vpcsourceip',
  'aws:multifactorauth',
  'aws:viaawsservice',
  'aws:calledvia',
  'aws:federatedprovider',
  'aws:sourceidentity',
  'aws:username',
  'aws:principaltag/',
];
