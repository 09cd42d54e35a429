/** Where customers' managed policies are kept, and where they meet AWS's own. */

import type { Transaction } from '../kernel/store.ts';
import { key, within } from '../kernel/tuple-key.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { Tag } from './role-store.ts';

export interface PolicyVersion {
  /** Such as `v1`. */
  readonly id: string;
  readonly document: string;
  readonly createdMs: number;
}

export interface ManagedPolicyRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly description?: string;
  /** The newest first; the first is the default. */
  readonly versions: readonly [PolicyVersion, ...PolicyVersion[]];
  readonly tags: readonly Tag[];
}

/** A managed policy of a customer or of AWS, by ARN. */
export function findManagedPolicy(tx: Transaction, arn: string): ManagedPolicyRecord | undefined {
  const [, , , , account = '', resource = ''] = arn.split(':');
  if (account === 'aws') return awsManagedPolicy(arn);
  const found = tx.get<ManagedPolicyRecord>(key('iam', account, 'policy', resource.split('/').at(-1) ?? ''));
  return found?.arn === arn ? found : undefined;
}

/** The text of a policy's default version. */
export function managedPolicyDocument(tx: Transaction, arn: string): string | undefined {
  return findManagedPolicy(tx, arn)?.versions[0].document;
}

export function managedPolicyNamed(tx: Transaction, account: string, name: string): ManagedPolicyRecord | undefined {
  return tx.get<ManagedPolicyRecord>(key('iam', account, 'policy', name));
}

export function putManagedPolicy(tx: Transaction, account: string, policy: ManagedPolicyRecord): void {
  tx.put(key('iam', account, 'policy', policy.name), policy);
}

export function deleteManagedPolicy(tx: Transaction, account: string, name: string): void {
  tx.delete(key('iam', account, 'policy', name));
}

/** The account's own policies, by name. */
export function managedPoliciesOf(tx: Transaction, account: string): ManagedPolicyRecord[] {
  return [...tx.scan<ManagedPolicyRecord>(within('iam', account, 'policy'))].map(([, policy]) => policy);
}

/** AWS's managed policies that the engine knows. */
export function awsManagedPolicies(): ManagedPolicyRecord[] {
  return Object.keys(AWS_MANAGED_POLICIES).flatMap((path) => awsManagedPolicy(`arn:aws:iam::aws:policy/${path}`) ?? []);
}

function awsManagedPolicy(arn: string): ManagedPolicyRecord | undefined {
  const resource = arn.slice('arn:aws:iam::aws:policy/'.length);
  const actions = Object.hasOwn(AWS_MANAGED_POLICIES, resource) ? AWS_MANAGED_POLICIES[resource] : undefined;
  if (actions === undefined) return undefined;
  const name = resource.split('/').at(-1) ?? '';
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
  return {
    name,
    arn,
    path: `/${resource.slice(0, -name.length)}`,
    id: `ANPA${name.toUpperCase().replaceAll(/[^A-Z]/g, '')}`.slice(0, 21).padEnd(21, 'A'),
    createdMs: 0,
    versions: [{ id: 'v1', document, createdMs: 0 }],
    tags: [],
  };
}
