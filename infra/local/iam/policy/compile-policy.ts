/** Turns policy documents into functions, once per text: a request then costs a few comparisons. */

import type { PolicyDocument, PolicyStatement } from '../../kernel/context.ts';
import { policyCondition, type Condition } from './policy-conditions.ts';
import { policyPattern, type RequestKeys } from './policy-pattern.ts';
import { listOf, policyNotPrincipal, policyPrincipal, type Principal } from './policy-principal.ts';

/** One action on one resource, with everything conditions may ask. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly keys: RequestKeys;
}

export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Undefined in a policy of an identity, which is about that identity. */
  readonly principal: Principal | undefined;
  /** Whether its actions include this one; the first thing to ask, as it rules out most statements. */
  readonly covers: (action: string) => boolean;
  /** Whether it is about this resource under these circumstances, its actions aside. */
  readonly applies: (request: PolicyRequest) => boolean;
}

const CACHE_LIMIT = 2000;
const cache = new Map<string, readonly CompiledStatement[]>();
/** By identity as well: a service that keeps its policies as text gives the same document every time. */
const seen = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();

/** The statements of a document, compiled; throws PolicySyntaxError for an operator that does not exist. */
export function compilePolicy(document: PolicyDocument): readonly CompiledStatement[] {
  const known = seen.get(document);
  if (known !== undefined) return known;
  const compiled = compiledByText(document);
  seen.set(document, compiled);
  return compiled;
}

function compiledByText(document: PolicyDocument): readonly CompiledStatement[] {
  const text = JSON.stringify(document);
  let compiled = cache.get(text);
  if (compiled === undefined) {
    const variables = document.Version === '2012-10-17';
    compiled = [document.Statement].flat().map((statement) => compileStatement(statement, variables));
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, compiled);
  }
  return compiled;
}

function compileStatement(statement: PolicyStatement, variables: boolean): CompiledStatement {
  const actions = matcher(statement.Action, statement.NotAction, {
    wildcards: true,
    variables: false,
    ignoreCase: true,
  });
  const resources = matcher(statement.Resource, statement.NotResource, { wildcards: true, variables, arn: true });
  const conditions = compileConditions(statement, variables);
  return {
    effect: statement.Effect,
    principal: compilePrincipal(statement),
    covers: (action) => actions(action, NO_KEYS),
    applies: ({ resource, keys }) => resources(resource, keys) && conditions.every((holds) => holds(keys)),
  };
}

/** Actions hold no variables. */
const NO_KEYS: RequestKeys = () => undefined;

function compilePrincipal({ Principal, NotPrincipal }: PolicyStatement): Principal | undefined {
  if (Principal !== undefined) return policyPrincipal(Principal);
  return NotPrincipal === undefined ? undefined : policyNotPrincipal(NotPrincipal);
}

/** Trust policies name no resource: the role is meant. */
function matcher(positive: unknown, negative: unknown, options: Parameters<typeof policyPattern>[1]) {
  if (positive === undefined && negative === undefined) return () => true;
  const patterns = listOf(positive ?? negative).map((source) => policyPattern(source, options));
  const named = (text: string, keys: RequestKeys): boolean => patterns.some((matches) => matches(text, keys));
  return positive === undefined ? (text: string, keys: RequestKeys) => !named(text, keys) : named;
}

function compileConditions({ Condition: block = {} }: PolicyStatement, variables: boolean): Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => policyCondition(operator, key, listOf(values), variables)),
  );
}
