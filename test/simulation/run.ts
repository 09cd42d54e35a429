/**
 * `npm run simulate -- --seeds N [--seed S]`: as many runs as one likes, or one again with its trace.
 * `npm run simulate -- --variants`: the first seed that catches each system broken on purpose, for its `caughtBy`.
 */

import { parseArgs } from 'node:util';
import { brokenRebuilds } from './broken-rebuilds.ts';
import { brokenVariants } from './broken-variants.ts';
import { catchingSeed, FIRST_SEEDS } from './catching-seed.ts';
import { simulate } from './simulate.ts';
import { simulatedStack } from './stack.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, seed: { type: 'string' }, variants: { type: 'boolean' } },
});
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? 1_000 : 1));
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || first < 0 || count < 1) {
  process.stderr.write('usage: npm run simulate -- [--seeds N] [--seed S] [--variants], both whole numbers\n');
  process.exit(2);
}

const stack = await simulatedStack();
const failed = values.variants ? await catchVariants() : await runSeeds();
process.exit(failed === 0 ? 0 : 1);

/** How many of the runs failed. */
async function runSeeds(): Promise<number> {
  let failed = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const { problems, fingerprint, steps, calls, trace } = await simulate(stack, { seed });
    if (count === 1) process.stdout.write(`${trace.join('\n')}\n`);
    if (problems.length > 0 || count === 1) {
      process.stdout.write(`seed ${seed}: ${steps} steps, ${calls} calls, run ${fingerprint.slice(0, 12)}\n`);
      for (const problem of problems) process.stdout.write(`  ${problem}\n`);
    }
    failed += problems.length > 0 ? 1 : 0;
    const done = seed - first + 1;
    if (count > 1 && done % 100 === 0) process.stdout.write(`${done} runs, ${failed} failed\n`);
  }
  process.stdout.write(`${count} runs, ${failed} failed\n`);
  return failed;
}

/** How many of the variants no seed catches. */
async function catchVariants(): Promise<number> {
  let missed = 0;
  for (const variant of [...brokenVariants, ...brokenRebuilds]) {
    const startedMs = performance.now();
    const caught = await catchingSeed(stack, variant, FIRST_SEEDS);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    missed += caught === undefined ? 1 : 0;
    const noted = caught?.seed === variant.caughtBy ? '' : `, and not ${variant.caughtBy}`;
    const found = caught === undefined ? 'no seed' : `seed ${caught.seed}${noted}: ${caught.problem.slice(0, 60)}`;
    process.stdout.write(`${variant.name} (${seconds} s): ${found}\n`);
  }
  return missed;
}
