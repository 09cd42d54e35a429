import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { eventSchemas, schemaFiles } from '../../schemas/generation/schema-files.ts';

const schemas = new URL('../../schemas/', import.meta.url).pathname;

test('what is generated is what the schemas give', () => {
  expect(() => execFileSync(process.execPath, [`${schemas}generate.ts`, '--check'], { stdio: 'pipe' })).not.toThrow();
});

test('the validators are a small part of a bundle, and need no ajv', () => {
  const { outputFiles } = buildSync({
    entryPoints: [`${schemas}validate-event.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const [bundle] = outputFiles;
  expect(bundle?.contents.length).toBeLessThan(85_000);
  expect(bundle?.text).not.toContain('require(');
});

test('every schema is closed and bounded: objects name their members, texts, lists and numbers have limits', () => {
  const open: string[] = [];
  const check = (place: string, schema: Record<string, unknown>) => {
    const types = [schema['type']].flat();
    const unlimited = (limit: string) => !(limit in schema) && !('pattern' in schema);
    if (types.includes('object') && schema['additionalProperties'] !== false) open.push(place);
    if (types.includes('string') && unlimited('maxLength')) open.push(place);
    if (types.includes('array') && unlimited('maxItems')) open.push(place);
    if (types.includes('number') || (types.includes('integer') && unlimited('maximum'))) open.push(place);
    for (const [name, inner] of Object.entries(schema))
      if (typeof inner === 'object' && inner !== null) check(`${place}/${name}`, inner as Record<string, unknown>);
  };
  const files = schemaFiles(schemas).filter(({ type }) => type !== 'CloudEvent');
  for (const { schema } of files) check(schema.$id, schema);
  expect(open).toEqual([]);
  expect(eventSchemas(files).length).toBe(19);
});
