/** Everything a role's policies grant, compiled once for each distinct content. */

import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../kernel/context.ts';
import type { Transaction } from '../kernel/store.ts';
import { key } from '../kernel/tuple-key.ts';
import { managedPolicyDocument } from './managed-policy-store.ts';
import { compilePolicy, type CompiledStatement } from './policy/compile-policy.ts';
import { attachmentsOf, inlinePoliciesOf, rolesOf } from './role-store.ts';

const CACHE_LIMIT = 1000;
/** By digest of the policies' text, so that engines of one process can share it. */
const cache = new Map<string, readonly CompiledStatement[]>();

/** The compiled statements of a role; none if there is no such role. */
export function grantsOf(tx: Transaction, roleArn: string): readonly CompiledStatement[] {
  const { account, name } = parseRoleArn(roleArn);
  const digest = tx.get<string>(digestKey(account, name));
  if (digest === undefined) return [];
  let statements = cache.get(digest);
  if (statements === undefined) {
    statements = documentsOf(tx, account, name).flatMap((text) => compilePolicy(JSON.parse(text) as PolicyDocument));
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(digest, statements);
  }
  return statements;
}

/** To be called after every change of a role's policies. */
export function refreshGrants(tx: Transaction, account: string, role: string): void {
  const digest = createHash('sha256').update(JSON.stringify(documentsOf(tx, account, role)));
  tx.put(digestKey(account, role), digest.digest('base64'));
}

export function forgetGrants(tx: Transaction, account: string, role: string): void {
  tx.delete(digestKey(account, role));
}

/** To be called after a managed policy got a new document. */
export function refreshGrantsOfPolicy(tx: Transaction, account: string, policyArn: string): void {
  for (const { name } of rolesOf(tx, account)) {
    if (attachmentsOf(tx, account, name).includes(policyArn)) refreshGrants(tx, account, name);
  }
}

/** Account and name in a role's ARN; the path between them is no part of the name. */
export function parseRoleArn(arn: string): { readonly account: string; readonly name: string } {
  const [, , , , account = '', resource = ''] = arn.split(':');
  return { account, name: resource.split('/').at(-1) ?? '' };
}

function documentsOf(tx: Transaction, account: string, role: string): string[] {
  const inline = inlinePoliciesOf(tx, account, role).map(({ document }) => document);
  const managed = attachmentsOf(tx, account, role).map((arn) => managedPolicyDocument(tx, arn));
  return [...inline, ...managed.filter((document) => document !== undefined)];
}

function digestKey(account: string, role: string): string {
  return key('iam', account, 'grants', role);
}
