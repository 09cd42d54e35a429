/** Generates validators as plain code: nothing is compiled when a function starts, and shared definitions exist once. */

import { Ajv, _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { formats } from '../formats.ts';
import { eventSchemas } from './schema-files.ts';
import type { Schema, SchemaFile } from './schema-files.ts';

export function validatorsModule(files: readonly SchemaFile[]): string {
  const ajv = new Ajv({
    schemas: files.map(({ schema }) => withoutDialect(schema)),
    formats,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    allErrors: true,
    inlineRefs: false,
    messages: false,
    strict: true,
  });
  const exported = { validateEnvelope: '/schemas/CloudEvent/1', ...exportsOf(eventSchemas(files)) };
  return [
    '/** Generated from the schemas: one validator for the envelope and one for the data of each released version. */',
    "import { characters, formats } from '../formats.ts';",
    ownRuntime(standaloneCode.default(ajv, exported)),
    lookUp(files),
    meanings(files),
    '',
  ].join('\n');
}

export function validatorsTypes(): string {
  return [
    '/** Generated: types of `validators.js`. */',
    "import type { Validator } from '../validator.ts';",
    'export declare const validateEnvelope: Validator;',
    '/** By `dataschema`. */',
    'export declare const dataValidators: ReadonlyMap<string, Validator>;',
    '/** What a `pattern` of the schemas stands for, in words. */',
    'export declare const patternMeanings: ReadonlyMap<string, string>;',
    '',
  ].join('\n');
}

/**
 * Draft 2020-12 adds nothing that the schemas use (`strict` would refuse it), but ajv's code for its dynamic
 * references and unevaluated properties would weigh another 10 KB.
 */
function withoutDialect(schema: Schema): object {
  return { ...schema, $schema: undefined };
}

function exportsOf(events: readonly SchemaFile[]): Record<string, string> {
  return Object.fromEntries(events.map(({ type, version, schema }) => [`${type}${version}`, schema.$id]));
}

/** ajv's standalone code requires its own CommonJS run time, which a bundle would carry along. */
function ownRuntime(code: string): string {
  const own = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', 'characters');
  const left = /require\([^)]*\)/.exec(own);
  if (left) throw new Error(`The validators need ${left[0]}: give them a replacement in formats.ts.`);
  return own;
}

function lookUp(files: readonly SchemaFile[]): string {
  const entries = eventSchemas(files).map(({ type, version, schema }) => `  ["${schema.$id}", ${type}${version}],`);
  return ['export const dataValidators = new Map([', ...entries, ']);'].join('\n');
}

function meanings(files: readonly SchemaFile[]): string {
  const found = new Map<string, string>();
  JSON.stringify(
    files.map(({ schema }) => schema),
    (_key, value: { pattern?: unknown; description?: unknown } | null) => {
      if (typeof value?.pattern === 'string') found.set(value.pattern, String(value.description));
      return value;
    },
  );
  return `export const patternMeanings = new Map(${JSON.stringify([...found], null, 1)});`;
}
