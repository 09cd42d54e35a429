/** Finds the event store and the read models of a stack, by its outputs and this code's projections. */

import type { Projection } from '../../domain/projection.ts';
import { readTables, type ReadTables } from '../aws/read-tables.ts';
import { failed, misused } from './cli-error.ts';
import type { Stack } from './find-stack.ts';

const REBUILD = 'RebuildFunctionName';

/** The names of the stack's projections, such as `customer-orders`. */
export function projectionNames({ outputs }: Pick<Stack, 'outputs'>): string[] {
  return Object.keys(outputs)
    .filter((output) => output.endsWith(REBUILD))
    .map((output) => kebabCase(output.slice(0, -REBUILD.length)));
}

/** The names that are meant: one, or all of them. Throws `CliError` if there is no such projection. */
export function chosenProjections(stack: Stack, name: string): string[] {
  const names = projectionNames(stack);
  if (name === 'all') return names;
  if (names.includes(name)) return [name];
  throw misused(`there is no projection "${name}". There are: ${names.join(', ')}.`);
}

/** The name of the function that makes a projection's generations. */
export function rebuildFunctionOf(stack: Stack, name: string): string {
  return stack.output(`${pascalCase(name)}${REBUILD}`);
}

/** The tables of these projections; of all unless told. */
export async function stackTables(
  stack: Stack,
  names: readonly string[] = projectionNames(stack),
): Promise<ReadTables> {
  const projections = await Promise.all(
    names.map(async (name) => ({
      projection: await projectionNamed(name),
      table: stack.output(`${pascalCase(name)}TableName`),
    })),
  );
  const eventStore = stack.output('EventStoreTableName');
  return readTables(stack.aws, { eventStore, control: stack.output('ControlTableName'), projections });
}

/** A projection stands in a folder of its name, in a file of its name. */
export async function projectionNamed(name: string): Promise<Projection> {
  const path = `../../projections/${name}/${name}.ts`;
  const module = (await import(path).catch((error: unknown) => {
    throw failed(`this version of orderlog has no projection "${name}", but the stack does: use the stack's.`, error);
  })) as Readonly<Record<string, Partial<Projection>>>;
  const projection = Object.values(module).find((exported) => exported.name === name);
  if (projection === undefined) throw failed(`projections/${name}/${name}.ts exports no projection of that name.`);
  return projection as Projection;
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function kebabCase(name: string): string {
  return name.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}
