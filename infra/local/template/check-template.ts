/** Finds, before anything is touched, all that a template asks for and the engine cannot give. */

import { IGNORED_TYPES } from './ignored-types.ts';
import type { ResourceCatalog } from './resource-catalog.ts';
import type { ResourceDeclaration, Template } from './template.ts';

/** Sections and attributes that are read, or have no bearing on what runs. */
const SECTIONS = new Set(
  'AWSTemplateFormatVersion Description Metadata Parameters Rules Mappings Conditions Resources Outputs'.split(' '),
);
const ATTRIBUTES = new Set(
  'Type Properties DependsOn Condition DeletionPolicy UpdateReplacePolicy Metadata'.split(' '),
);

/** One sentence for each section, attribute, type or property that is not understood. */
export function checkTemplate(template: Template, catalog: ResourceCatalog): string[] {
  const sections = Object.keys(template)
    .filter((section) => !SECTIONS.has(section))
    .map((section) => `The section ${section} is not supported.`);
  const resources = Object.entries(template.Resources).flatMap(([logicalId, declaration]) =>
    checkResource(declaration, catalog).map((problem) => `${logicalId} (${declaration.Type}): ${problem}`),
  );
  return [...sections, ...resources];
}

function checkResource(declaration: ResourceDeclaration, catalog: ResourceCatalog): string[] {
  const attributes = Object.keys(declaration)
    .filter((attribute) => !ATTRIBUTES.has(attribute))
    .map((attribute) => `the attribute ${attribute} is not supported.`);
  if (Object.hasOwn(IGNORED_TYPES, declaration.Type)) return attributes;
  const provider = catalog.get(declaration.Type);
  if (provider === undefined) return [...attributes, 'the resource type is not supported.'];
  const properties = Object.keys(declaration.Properties ?? {})
    .filter((name) => !provider.properties.includes(name) && !Object.hasOwn(provider.ignored ?? {}, name))
    .map((name) => `the property ${name} is not supported.`);
  return [...attributes, ...properties];
}
