/** Finds what is wrong with a policy document before it is stored, so that nothing in it is silently without effect. */

import type { PolicyDocument, PolicyStatement } from '../../kernel/context.ts';
import { isKnownKey } from '../request-keys.ts';
import { compilePolicy } from './compile-policy.ts';
import { PolicySyntaxError } from './policy-conditions.ts';
import { variablesOf } from './policy-pattern.ts';
import { listOf } from './policy-principal.ts';

/** What the policy is attached to: an identity, a resource, or a role as its trust policy. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** The first problem of a document in AWS's words where they are known, or undefined if it is fine. */
export function policyProblem(document: unknown, kind: PolicyKind): string | undefined {
  if (!isObject(document)) return 'Syntax errors in policy.';
  const { Version, Statement } = document;
  const unknown = Object.keys(document).some((name) => !['Version', 'Id', 'Statement'].includes(name));
  if (unknown || Statement === undefined) return 'Syntax errors in policy.';
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') return 'Syntax errors in policy.';
  for (const statement of [Statement].flat()) {
    const problem = isObject(statement) ? statementProblem(statement, kind) : 'Syntax errors in policy.';
    if (problem !== undefined) return problem;
  }
  try {
    compilePolicy(document as unknown as PolicyDocument);
  } catch (error) {
    return error instanceof PolicySyntaxError ? error.message : 'Syntax errors in policy.';
  }
  return variableProblem(document);
}

function statementProblem(statement: Record<string, unknown>, kind: PolicyKind): string | undefined {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const unknown = Object.keys(statement).find((name) => !ELEMENTS.has(name));
  if (unknown !== undefined || (Effect !== 'Allow' && Effect !== 'Deny')) return 'Syntax errors in policy.';
  if ((Action === undefined) === (NotAction === undefined)) return 'Policy statement must contain actions.';
  const unprefixed = listOf(Action ?? NotAction).some((action) => action !== '*' && !/^[^:]+:.+$/.test(action));
  if (unprefixed) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  const namesPrincipal = Principal !== undefined || NotPrincipal !== undefined;
  if (kind === 'identity' && namesPrincipal) return 'Policy document should not specify a principal.';
  if (kind !== 'identity' && !namesPrincipal) return 'Missing required field Principal';
  const namesResource = Resource !== undefined || NotResource !== undefined;
  if (kind === 'trust' && namesResource) return 'Has prohibited field Resource';
  if (kind !== 'trust' && !namesResource) return 'Policy statement must contain resources.';
  return resourceProblem(listOf(Resource ?? NotResource)) ?? principalProblem(Principal ?? NotPrincipal);
}

function resourceProblem(resources: readonly string[]): string | undefined {
  const odd = resources.find((resource) => resource !== '*' && resource.split(':').length < 6);
  return odd === undefined ? undefined : `Resource ${odd} must be in ARN format or "*".`;
}

function principalProblem(principal: unknown): string | undefined {
  if (principal === undefined || principal === '*') return undefined;
  if (!isObject(principal)) return 'Invalid principal in policy.';
  for (const [type, names] of Object.entries(principal)) {
    if (type === 'Service' || type === 'Federated' || type === 'CanonicalUser') continue;
    const odd = listOf(names).find(
      (name) => type !== 'AWS' || !/^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:.+)$/.test(name),
    );
    if (odd !== undefined) return `Invalid principal in policy: "${type}":"${odd}"`;
  }
  return undefined;
}

/** Keys the engine has no value for would never match, or always: better to say so. */
function variableProblem(document: Record<string, unknown>): string | undefined {
  const statements = [document['Statement']].flat() as PolicyStatement[];
  for (const { Resource, NotResource, Condition = {} } of statements) {
    const keys = Object.values(Condition).flatMap((byKey) => Object.keys(byKey));
    const values = Object.values(Condition).flatMap((byKey) => Object.values(byKey).flatMap(listOf));
    const patterns = document['Version'] === '2012-10-17' ? [...listOf(Resource ?? NotResource), ...values] : [];
    const unknown = [...keys, ...patterns.flatMap(variablesOf)].find((name) => !isKnownKey(name));
    if (unknown !== undefined) return `The local engine does not support the condition key ${unknown}.`;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
