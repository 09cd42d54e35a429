/** Evaluates the intrinsic functions of a CloudFormation template. */

import { nameIn, TemplateProblems, type Unresolved, type UnresolvedMap } from './template.ts';

/** What a value may refer to. */
export interface Scope {
  /** `Ref`: a parameter, a pseudo parameter or a resource. Throws `TemplateProblems` if there is none. */
  ref(name: string): Resolved;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): Resolved;
  /** Whether the named condition holds. */
  condition(name: string): boolean;
  /** `Fn::FindInMap`. */
  mapping(map: string, top: string, second: string): Resolved;
}

/** A value without intrinsics; undefined is `AWS::NoValue`. */
export type Resolved = unknown;

/**
 * The value with every intrinsic function replaced by its result; `AWS::NoValue` removes the property or list element
 * that holds it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveValue(value: Unresolved, scope: Scope): Resolved {
  if (Array.isArray(value))
    return (value as readonly Unresolved[])
      .map((item) => resolveValue(item, scope))
      .filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as UnresolvedMap;
  const [name, ...others] = Object.keys(map);
  if (name !== undefined && others.length === 0) {
    const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
    if (intrinsic !== undefined) return intrinsic(map[name] ?? null, scope);
    if (name.startsWith('Fn::')) throw new TemplateProblems([`The intrinsic function ${name} is not supported here.`]);
  }
  const resolved: Record<string, Resolved> = {};
  for (const [property, child] of Object.entries(map)) {
    const result = resolveValue(child, scope);
    if (result !== undefined) resolved[property] = result;
  }
  return resolved;
}

type Intrinsic = (argument: Unresolved, scope: Scope) => Resolved;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => scope.ref(nameIn(name)),
  Condition: (name, scope) => scope.condition(nameIn(name)),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (text, scope) => Buffer.from(String(resolveValue(text, scope))).toString('base64'),
  'Fn::GetAZs': () => ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  'Fn::Equals': (pair, scope) => {
    const [one, other] = list(pair, scope);
    return JSON.stringify(one) === JSON.stringify(other);
  },
  'Fn::And': (all, scope) => list(all, scope).every(Boolean),
  'Fn::Or': (some, scope) => list(some, scope).some(Boolean),
  'Fn::Not': (one, scope) => !list(one, scope)[0],
  'Fn::ImportValue': (name) => {
    throw new TemplateProblems([`Fn::ImportValue of ${JSON.stringify(name)}: there is no other stack to import from.`]);
  },
};

function getAtt(argument: Unresolved, scope: Scope): Resolved {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  const [logicalId, attribute] = list(argument, scope);
  return scope.attribute(String(logicalId), String(attribute));
}

/** `${Name}`, `${Resource.Attribute}`, and `${!Literal}` for a literal `${Literal}`. */
function sub(argument: Unresolved, scope: Scope): Resolved {
  const [text, variables] = Array.isArray(argument) ? (argument as readonly Unresolved[]) : [argument, {}];
  const own = resolveValue(variables ?? {}, scope) as Record<string, Resolved>;
  return nameIn(text).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (Object.hasOwn(own, name)) return String(own[name]);
    return String(name.includes('.') ? getAtt(name, scope) : scope.ref(name));
  });
}

function join(argument: Unresolved, scope: Scope): Resolved {
  const [delimiter, parts] = list(argument, scope);
  return (parts as readonly unknown[]).map(String).join(String(delimiter));
}

function split(argument: Unresolved, scope: Scope): Resolved {
  const [delimiter, text] = list(argument, scope);
  return String(text).split(String(delimiter));
}

function select(argument: Unresolved, scope: Scope): Resolved {
  const [index, items] = list(argument, scope);
  const chosen = (items as readonly unknown[])[Number(index)];
  if (chosen === undefined)
    throw new TemplateProblems([`Fn::Select cannot select nonexistent value at index ${String(index)}`]);
  return chosen;
}

/** Only the branch taken is evaluated: the other may refer to a resource that does not exist. */
function choose(argument: Unresolved, scope: Scope): Resolved {
  const [condition, then = null, otherwise = null] = argument as readonly Unresolved[];
  return resolveValue(scope.condition(nameIn(condition)) ? then : otherwise, scope);
}

function findInMap(argument: Unresolved, scope: Scope): Resolved {
  const [map, top, second] = list(argument, scope);
  return scope.mapping(String(map), String(top), String(second));
}

function list(argument: Unresolved, scope: Scope): readonly Resolved[] {
  const resolved = resolveValue(argument, scope);
  return Array.isArray(resolved) ? (resolved as readonly Resolved[]) : [resolved];
}
