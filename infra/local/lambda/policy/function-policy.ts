/** The resource-based policy of a function, and the check that a caller may do something with the function. */

import type { Context, PolicyDocument, PolicyStatement } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { functionArn, type FunctionReference } from '../function/function-arn.ts';

export interface FunctionPolicy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** Each qualifier has a policy of its own; the unqualified function has one too. */
function policyKey({ account, name, qualifier }: FunctionReference): string {
  return key('lambda', account, 'policy', name, qualifier ?? '');
}

export function findPolicy({ tx }: Context, reference: FunctionReference): FunctionPolicy | undefined {
  return tx.get<FunctionPolicy>(policyKey(reference));
}

export function savePolicy({ tx }: Context, reference: FunctionReference, policy: FunctionPolicy): void {
  if (policy.statements.length === 0) tx.delete(policyKey(reference));
  else tx.put(policyKey(reference), policy);
}

export function policyDocument({ statements }: FunctionPolicy): PolicyDocument & { readonly Id: string } {
  return { Version: '2012-10-17', Id: 'default', Statement: statements };
}

/** Throws AccessDeniedException unless the caller may perform `lambda:<action>` on the function. */
export function authorizeFunction(context: Context, action: string, reference: FunctionReference): void {
  const policy = findPolicy(context, reference);
  context.authorize({
    action: `lambda:${action}`,
    resource: functionArn(context.region, reference),
    resourcePolicy: policy && policyDocument(policy),
  });
}
