/** What names mean while a template is applied: its parameters, conditions and mappings, and the resources so far. */

import type { ProvidedResource } from '../kernel/service.ts';
import { resolveValue, type Resolved, type Scope } from './resolve-value.ts';
import { TemplateProblems, type Template } from './template.ts';

export interface StackIdentity {
  readonly name: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

export interface StackScope extends Scope {
  /** From now on others may refer to the resource. */
  provide(logicalId: string, resource: ProvidedResource): void;
  /** Values of the template's parameters: their defaults. */
  readonly parameters: ReadonlyMap<string, string>;
}

export function stackScope(template: Template, stack: StackIdentity): StackScope {
  const provided = new Map<string, ProvidedResource>();
  const parameters = parameterValues(template);
  const pseudo = pseudoParameters(stack);
  const underEvaluation = new Set<string>();

  const scope: StackScope = {
    parameters,
    provide: (logicalId, resource) => void provided.set(logicalId, resource),
    ref(name): Resolved {
      if (pseudo.has(name)) return pseudo.get(name);
      const found = parameters.get(name) ?? provided.get(name)?.ref;
      if (found === undefined) throw new TemplateProblems([`Ref ${name} refers to nothing that exists.`]);
      return found;
    },
    attribute(logicalId, attribute) {
      const attributes = provided.get(logicalId)?.attributes;
      const value =
        attributes !== undefined && Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (value === undefined)
        throw new TemplateProblems([`Fn::GetAtt ${logicalId}.${attribute} refers to nothing that exists.`]);
      return value;
    },
    condition(name) {
      const declared = template.Conditions?.[name];
      if (declared === undefined || underEvaluation.has(name))
        throw new TemplateProblems([`Condition ${name} is ${declared === undefined ? 'not declared' : 'circular'}.`]);
      underEvaluation.add(name);
      const holds = resolveValue(declared, scope) === true;
      underEvaluation.delete(name);
      return holds;
    },
    mapping(map, top, second) {
      const value = template.Mappings?.[map]?.[top]?.[second];
      if (value === undefined) throw new TemplateProblems([`Fn::FindInMap ${map}.${top}.${second} finds nothing.`]);
      return value;
    },
  };
  return scope;
}

/** Throws `TemplateProblems` if one has no default: `up` passes none. */
function parameterValues({ Parameters: declared = {} }: Template): ReadonlyMap<string, string> {
  const missing = Object.entries(declared).filter(([, { Default: value }]) => value === undefined);
  if (missing.length > 0)
    throw new TemplateProblems(
      missing.map(([name]) => `Parameter ${name} has no default, and none can be passed here.`),
    );
  return new Map(Object.entries(declared).map(([name, { Default: value }]) => [name, String(value)]));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameters({ account, region, name, id }: StackIdentity): ReadonlyMap<string, Resolved> {
  return new Map<string, Resolved>([
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', name],
    ['AWS::StackId', id],
    ['AWS::NotificationARNs', []],
    ['AWS::NoValue', undefined],
  ]);
}
