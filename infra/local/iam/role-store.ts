/** Where roles and their policies are kept. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Transaction } from '../kernel/store.ts';
import { key, within } from '../kernel/tuple-key.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface RoleRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  /** The trust policy as it was given. */
  readonly trust: string;
  readonly tags: readonly Tag[];
}

const IAM = 'iam';

export function findRole(tx: Transaction, account: string, name: string): RoleRecord | undefined {
  return tx.get<RoleRecord>(key(IAM, account, 'role', name));
}

/** Throws NoSuchEntity. */
export function roleOf(tx: Transaction, account: string, name: string): RoleRecord {
  return findRole(tx, account, name) ?? noSuchEntity(`The role with name ${name} cannot be found.`);
}

export function putRole(tx: Transaction, account: string, role: RoleRecord): void {
  tx.put(key(IAM, account, 'role', role.name), role);
}

export function deleteRole(tx: Transaction, account: string, name: string): void {
  tx.delete(key(IAM, account, 'role', name));
}

/** By name. */
export function rolesOf(tx: Transaction, account: string): RoleRecord[] {
  return [...tx.scan<RoleRecord>(within(IAM, account, 'role'))].map(([, role]) => role);
}

export interface InlinePolicy {
  readonly name: string;
  readonly document: string;
}

/** By name. */
export function inlinePoliciesOf(tx: Transaction, account: string, role: string): InlinePolicy[] {
  return [...tx.scan<InlinePolicy>(within(IAM, account, 'inline', role))].map(([, policy]) => policy);
}

export function findInlinePolicy(
  tx: Transaction,
  account: string,
  role: string,
  name: string,
): InlinePolicy | undefined {
  return tx.get<InlinePolicy>(key(IAM, account, 'inline', role, name));
}

export function putInlinePolicy(tx: Transaction, account: string, role: string, policy: InlinePolicy): void {
  tx.put(key(IAM, account, 'inline', role, policy.name), policy);
}

export function deleteInlinePolicy(tx: Transaction, account: string, role: string, name: string): void {
  tx.delete(key(IAM, account, 'inline', role, name));
}

/** ARNs of the managed policies attached to a role. */
export function attachmentsOf(tx: Transaction, account: string, role: string): string[] {
  return [...tx.scan<string>(within(IAM, account, 'attached', role))].map(([, arn]) => arn);
}

export function putAttachment(tx: Transaction, account: string, role: string, policyArn: string): void {
  tx.put(key(IAM, account, 'attached', role, policyArn), policyArn);
}

export function deleteAttachment(tx: Transaction, account: string, role: string, policyArn: string): void {
  tx.delete(key(IAM, account, 'attached', role, policyArn));
}

/** What the template's role resource put on a role, as opposed to what other resources and callers did. */
export interface TemplateShare {
  readonly inline: readonly string[];
  readonly attached: readonly string[];
}

export function templateShareOf(tx: Transaction, account: string, role: string): TemplateShare {
  return tx.get<TemplateShare>(key(IAM, account, 'template', role)) ?? { inline: [], attached: [] };
}

export function putTemplateShare(tx: Transaction, account: string, role: string, share: TemplateShare): void {
  tx.put(key(IAM, account, 'template', role), share);
}

export function noSuchEntity(message: string): never {
  throw new AwsError('NoSuchEntity', message, { status: 404 });
}
