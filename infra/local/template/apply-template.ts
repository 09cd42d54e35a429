/** Makes the engine's resources those of a template: creates, updates in place, and removes what it no longer has. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { uuid } from '../kernel/engine.ts';
import type { ProvidedResource, TemplateResource } from '../kernel/service.ts';
import { checkTemplate } from './check-template.ts';
import { dependencyOrder } from './dependency-order.ts';
import { generatedName } from './generated-name.ts';
import { IGNORED_TYPES } from './ignored-types.ts';
import type { Assembly } from './read-assembly.ts';
import { resolveValue } from './resolve-value.ts';
import type { ResourceCatalog } from './resource-catalog.ts';
import { keepStack, stackOf, type StackOutput, type StackRecord, type StackResource } from './stack-record.ts';
import { stackScope, type StackScope } from './stack-scope.ts';
import { TemplateProblems, type ResourceDeclaration, type Template } from './template.ts';

/**
 * To be called in one transaction: a template is applied whole or not at all. Throws `TemplateProblems` with everything
 * the engine does not understand, or with the resource that a service refused.
 */
export function applyTemplate(context: Context, assembly: Assembly, catalog: ResourceCatalog): StackRecord {
  const { template, stackName } = assembly;
  const problems = checkTemplate(template, catalog);
  if (problems.length > 0) throw new TemplateProblems(problems);

  const { account } = context.caller;
  const before = stackOf(context.tx, account, stackName);
  const id = before?.id ?? stackArn(context, stackName);
  const scope = stackScope(template, { name: stackName, id, account, region: context.region });
  const resources = dependencyOrder(template)
    .map((logicalId): readonly [string, ResourceDeclaration | undefined] => [logicalId, template.Resources[logicalId]])
    .flatMap(([logicalId, declaration]) =>
      declaration === undefined || isLeftOut(declaration, scope)
        ? []
        : [applyResource(logicalId, declaration, { context, assembly, catalog, scope })],
    );
  removeOthers(before?.resources ?? [], resources, context, catalog);

  const stack: StackRecord = {
    name: stackName,
    id,
    description: template.Description,
    status: before === undefined ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
    createdMs: before?.createdMs ?? context.now,
    updatedMs: before === undefined ? undefined : context.now,
    parameters: [...scope.parameters].map(([name, value]) => ({ name, value })),
    outputs: outputsOf(template, scope),
    resources,
  };
  keepStack(context.tx, account, stack, template);
  return stack;
}

interface Application {
  readonly context: Context;
  readonly assembly: Assembly;
  readonly catalog: ResourceCatalog;
  readonly scope: StackScope;
}

function applyResource(logicalId: string, declaration: ResourceDeclaration, application: Application): StackResource {
  const { context, scope } = application;
  const type = declaration.Type;
  try {
    const provided = provide(type, templateResource(logicalId, declaration, application), application);
    scope.provide(logicalId, provided);
    const retain = declaration.DeletionPolicy?.startsWith('Retain') ?? false;
    return { logicalId, type, ref: provided.ref, retain, updatedMs: context.now };
  } catch (error) {
    throw located(error, `${logicalId} (${type})`);
  }
}

function provide(type: string, resource: TemplateResource, { context, catalog }: Application): ProvidedResource {
  const ignored = IGNORED_TYPES[type];
  if (ignored !== undefined) return ignored.provide(resource);
  const provider = catalog.get(type);
  if (provider === undefined) throw new TemplateProblems(['the resource type is not supported.']);
  const known = Object.entries(resource.properties).filter(([name]) => provider.properties.includes(name));
  return provider.apply(context, { ...resource, properties: Object.fromEntries(known) });
}

function templateResource(
  logicalId: string,
  declaration: ResourceDeclaration,
  { assembly, scope }: Application,
): TemplateResource {
  return {
    logicalId,
    generatedName: generatedName(assembly.stackName, logicalId),
    properties: resolveValue(declaration.Properties ?? {}, scope) as Record<string, unknown>,
    assetPath(s3Key) {
      const path = assembly.assets.get(s3Key);
      if (path === undefined) throw new TemplateProblems([`no asset of this assembly has the key ${s3Key}.`]);
      return path;
    },
  };
}

/** Later ones first, since they depend on earlier ones. What got another name is removed under the old one. */
function removeOthers(
  before: readonly StackResource[],
  now: readonly StackResource[],
  context: Context,
  catalog: ResourceCatalog,
): void {
  const present = new Set(now.map(identity));
  for (const resource of before.toReversed())
    if (!resource.retain && !present.has(identity(resource)))
      catalog.get(resource.type)?.remove?.(context, resource.ref);
}

/** Where a reference is a URL, its host and port are those of this run of the engine, not of the resource. */
function identity({ type, ref }: StackResource): string {
  return `${type} ${ref.replace(/^https?:\/\/[^/]+/, '')}`;
}

function outputsOf({ Outputs: declared = {} }: Template, scope: StackScope): StackOutput[] {
  return Object.entries(declared)
    .filter(([, { Condition: condition }]) => condition === undefined || scope.condition(condition))
    .map(([name, { Value: value, Description: description, Export: exported }]) => ({
      name,
      value: String(resolveValue(value, scope)),
      description,
      exportName: exported === undefined ? undefined : String(resolveValue(exported.Name, scope)),
    }));
}

function isLeftOut({ Condition: condition }: ResourceDeclaration, scope: StackScope): boolean {
  return condition !== undefined && !scope.condition(condition);
}

function stackArn({ region, caller, random }: Context, name: string): string {
  return `arn:aws:cloudformation:${region}:${caller.account}:stack/${name}/${uuid(random)}`;
}

/** Says which resource a refusal is about; a bug stays what it is. */
function located(error: unknown, where: string): unknown {
  if (error instanceof TemplateProblems)
    return new TemplateProblems(error.problems.map((problem) => `${where}: ${problem}`));
  if (error instanceof AwsError) return new TemplateProblems([`${where}: ${error.code}: ${error.message}`]);
  return error;
}
