/** The sweep: brings every order's row up to its head in the log, whatever the archive lacked. */

import type { Pass } from '../../domain/ports/control-records.ts';
import type { Generation } from '../../domain/ports/read-model.ts';
import { passPage } from './pass.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** One page of it. */
export async function sweepPage(
  at: { readonly generation: Generation; readonly pass: Pass },
  parts: RebuildParts,
): Promise<Pass> {
  const { pass } = await passPage(at, parts, async (order, page) => ({ written: await page.bringUp(order) }));
  return pass;
}
