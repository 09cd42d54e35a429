/** Puts resources in an order in which each comes after everything it refers to. */

import { nameIn, TemplateProblems, type Template, type Unresolved } from './template.ts';

/** Logical ids of all resources, dependencies first, else in the template's order. Throws `TemplateProblems` on a circle. */
export function dependencyOrder({ Resources: resources }: Pick<Template, 'Resources'>): string[] {
  const done = new Set<string>();
  const path: string[] = [];

  function visit(logicalId: string): void {
    if (done.has(logicalId)) return;
    const at = path.indexOf(logicalId);
    if (at >= 0) throw new TemplateProblems([`Circular dependency: ${[...path.slice(at), logicalId].join(' → ')}`]);
    path.push(logicalId);
    for (const dependency of dependenciesOf(logicalId)) visit(dependency);
    path.pop();
    done.add(logicalId);
  }

  function dependenciesOf(logicalId: string): string[] {
    const { DependsOn: explicit = [], Properties: properties = {} } = resources[logicalId] ?? { Type: '' };
    const names = [...(typeof explicit === 'string' ? [explicit] : explicit), ...references(properties)];
    return names.filter((name) => Object.hasOwn(resources, name));
  }

  for (const logicalId of Object.keys(resources)) visit(logicalId);
  return [...done];
}

/** Every name the value refers to by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
function references(value: Unresolved): string[] {
  if (Array.isArray(value)) return (value as readonly Unresolved[]).flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, argument]: [string, Unresolved]) => {
    if (name === 'Ref') return [nameIn(argument)];
    if (name === 'Fn::GetAtt') return [attributeOwner(argument)];
    if (name === 'Fn::Sub') return [...substituted(argument), ...references(argument)];
    return references(argument);
  });
}

function attributeOwner(argument: Unresolved): string {
  const text = nameIn(Array.isArray(argument) ? (argument as readonly Unresolved[])[0] : argument);
  return text.split('.')[0] ?? '';
}

function substituted(argument: Unresolved): string[] {
  const text = nameIn(Array.isArray(argument) ? (argument as readonly Unresolved[])[0] : argument);
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.split('.')[0] ?? '');
}
