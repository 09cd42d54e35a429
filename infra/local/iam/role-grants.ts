/** Everything a role's policies grant, compiled once for each distinct content. */

import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../kernel/context.ts';
import type { Transaction } from '../kernel/store.ts';
import { key } from '../kernel/tuple-key.ts';
import { managedPolicyDocument } from './managed-policy-store.ts';
import { compilePolicy, type CompiledStatement } from './policy/compile-policy.ts';
import { attachmentsOf, inlinePoliciesOf, rolesOf } from './role-store.ts';

/** A role's statements by action, filled as actions are asked for: there are few, and most statements are about others. */
interface Grants {
  readonly statements: readonly CompiledStatement[];
  readonly byAction: Map<string, readonly CompiledStatement[]>;
}

const CACHE_LIMIT = 1000;
/** By digest of the policies' text, so that engines of one process can share it. */
const cache = new Map<string, Grants>();

/** The compiled statements of a role that are about an action; none if there is no such role. */
export function grantsOf(tx: Transaction, roleArn: string, action: string): readonly CompiledStatement[] {
  const { account, name } = parseRoleArn(roleArn);
  const digest = tx.getShared<string>(digestKey(account, name));
  if (digest === undefined) return [];
  const { statements, byAction } = cache.get(digest) ?? compileGrants(tx, roleArn, digest);
  let covering = byAction.get(action);
  if (covering === undefined) {
    covering = statements.filter(({ covers }) => covers(action));
    byAction.set(action, covering);
  }
  return covering;
}

function compileGrants(tx: Transaction, roleArn: string, digest: string): Grants {
  const { account, name } = parseRoleArn(roleArn);
  const documents = documentsOf(tx, account, name).map((text) => JSON.parse(text) as PolicyDocument);
  const grants = { statements: documents.flatMap(compilePolicy), byAction: new Map<string, CompiledStatement[]>() };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(digest, grants);
  return grants;
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
