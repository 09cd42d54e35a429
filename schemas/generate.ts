/** Writes schemas/generated/ from the schemas, or with `--check` exits 1 if it is not what they would give. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataTypesModule } from './generation/data-types.ts';
import { eventTypesModule } from './generation/event-types.ts';
import { schemaFiles } from './generation/schema-files.ts';
import { validatorsModule, validatorsTypes } from './generation/validators.ts';

const folder = import.meta.dirname;
const files = schemaFiles(folder);

const modules = {
  'event-data.ts': await dataTypesModule(files),
  'event-types.ts': eventTypesModule(files),
  'validators.js': validatorsModule(files),
  'validators.d.ts': validatorsTypes(),
};

if (process.argv.includes('--check')) check();
else write();

function write(): void {
  mkdirSync(join(folder, 'generated'), { recursive: true });
  for (const [name, text] of Object.entries(modules)) writeFileSync(pathOf(name), text);
}

function check(): void {
  const drifted = Object.entries(modules).filter(([name, text]) => textOf(name) !== text);
  for (const [name] of drifted) console.error(`schemas/generated/${name} has drifted: run node schemas/generate.ts`);
  process.exitCode = drifted.length === 0 ? 0 : 1;
}

function textOf(name: string): string | undefined {
  return existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8') : undefined;
}

function pathOf(name: string): string {
  return join(folder, 'generated', name);
}
