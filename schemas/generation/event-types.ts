/** Generates the list of event types and their released versions: all that routing and policies need. */

import { eventSchemas } from './schema-files.ts';
import type { SchemaFile } from './schema-files.ts';

export function eventTypesModule(files: readonly SchemaFile[]): string {
  const versions = new Map<string, number[]>();
  for (const { type, version } of eventSchemas(files)) versions.set(type, [...(versions.get(type) ?? []), version]);
  const entries = [...versions].map(([type, released]) => `  ${type}: [${released.join(', ')}],`);
  return [
    '/** Generated from the schemas: every event type with its released versions. */',
    '',
    'export const eventTypes = {',
    ...entries,
    '} as const;',
    '',
  ].join('\n');
}
