/** Reads the contract from disk: every released schema, by type and version. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON Schema document, of which the generator knows only these parts. */
export interface Schema {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly [keyword: string]: unknown;
}

export interface SchemaFile {
  /** The event type; also `CloudEvent`, the envelope, and `values`, what the others share. */
  readonly type: string;
  readonly version: number;
  readonly schema: Schema;
}

/** All schemas below the folder, by type and version. */
export function schemaFiles(folder: string): SchemaFile[] {
  const types = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return types
    .map((entry) => entry.name)
    .sort()
    .flatMap((type) => versionsOf(join(folder, type)).map((version) => schemaFile(folder, type, version)));
}

/** Those that describe an event's data. */
export function eventSchemas(files: readonly SchemaFile[]): SchemaFile[] {
  return files.filter(({ type }) => type !== 'CloudEvent' && type !== 'values');
}

function versionsOf(folder: string): number[] {
  return readdirSync(folder)
    .map((name) => /^(\d+)\.json$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

function schemaFile(folder: string, type: string, version: number): SchemaFile {
  const schema = JSON.parse(readFileSync(join(folder, type, `${version}.json`), 'utf8')) as Schema;
  const id = `/schemas/${type}/${version}`;
  if (schema.$id !== id) throw new Error(`${type}/${version}.json: $id must be ${id}`);
  return { type, version, schema };
}
