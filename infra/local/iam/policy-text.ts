/** Policy documents as IAM's calls carry them: JSON text, checked before it is stored. */

import { AwsError } from '../kernel/aws-error.ts';
import { policyProblem, type PolicyKind } from './policy/policy-problem.ts';

/** The text itself, if it is a sound policy; throws MalformedPolicyDocument. */
export function checkedPolicyText(text: string, kind: PolicyKind): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('Syntax errors in policy.');
  }
  checkPolicy(document, kind);
  return text;
}

/** Throws MalformedPolicyDocument unless the document is a sound policy. */
export function checkPolicy(document: unknown, kind: PolicyKind): void {
  const problem = policyProblem(document, kind);
  if (problem !== undefined) throw malformed(problem);
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
