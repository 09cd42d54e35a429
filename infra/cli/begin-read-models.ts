/** What the schedule does on AWS within a minute of a deployment: gives each read model its first generation. */

import { rebuildFunctionNamed } from '../aws/invoke-rebuild.ts';
import type { Stack } from './find-stack.ts';
import { projectionNames, rebuildFunctionOf } from './stack-tables.ts';

/** Then lets whatever is under way go on: a first build on existing events, or a rebuild that was interrupted. */
export async function beginReadModels(stack: Stack): Promise<void> {
  const functions = projectionNames(stack).map((name) =>
    rebuildFunctionNamed(stack.aws, rebuildFunctionOf(stack, name)),
  );
  await Promise.all(functions.map((rebuild) => rebuild.ask({ action: 'begin' })));
  await Promise.all(functions.map((rebuild) => rebuild.tell({ action: 'advance', forMs: 50_000 })));
}
