/** Generates TypeScript types of every event's data, all versions. */

import { compile } from 'json-schema-to-typescript';
import { eventSchemas } from './schema-files.ts';
import type { SchemaFile } from './schema-files.ts';

export async function dataTypesModule(files: readonly SchemaFile[]): Promise<string> {
  const types = await compile(oneDocument(files), 'Contract', {
    additionalProperties: false,
    bannerComment: '',
    style: { printWidth: 120, singleQuote: true },
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
  });
  return [
    '/** Generated from the schemas: the data of every event type, in every released version. */\n',
    readable(types),
    catalogue(files),
  ].join('\n');
}

/** All schemas as definitions of one, so that what they share is one type. */
function oneDocument(files: readonly SchemaFile[]): object {
  const shared = files.find(({ type }) => type === 'values')?.schema.$defs as object;
  const events = eventSchemas(files).map(
    ({ type, version, schema }) => [`${type}${version}`, { ...schema, $id: undefined }] as const,
  );
  const document = { title: 'Contract', type: 'object', $defs: { ...shared, ...Object.fromEntries(events) } };
  return JSON.parse(JSON.stringify(document).replaceAll('"/schemas/values/1#/', '"#/')) as object;
}

/** Without the empty root and the generator's notes on who refers to whom. */
function readable(types: string): string {
  return types
    .replace(/export interface Contract \{\}\n?/, '')
    .replace(/ \*\n \* This interface was referenced by [^/]*\*\//g, ' */')
    .replace(/\/\*\*\n \* This interface was referenced by [^/]*\*\/\n/g, '');
}

function catalogue(files: readonly SchemaFile[]): string {
  const events = eventSchemas(files);
  const newest = new Map(events.map(({ type, version }) => [type, version]));
  return [
    '/** The data of each released version, by `dataschema`. */',
    'export interface ReleasedData {',
    ...events.map(({ type, version }) => `  '/schemas/${type}/${version}': ${type}${version};`),
    '}',
    '',
    '/** The data of the newest version of each event type. */',
    'export interface NewestData {',
    ...[...newest].map(([type, version]) => `  ${type}: ${type}${version};`),
    '}',
    '',
  ].join('\n');
}
