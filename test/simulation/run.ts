/** `npm run simulate -- --seeds N [--seed S]`: as many runs as one likes, or one again with its trace. */

import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { simulatedStack } from './stack.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } });
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? 1_000 : 1));
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || first < 0 || count < 1) {
  process.stderr.write('usage: npm run simulate -- [--seeds N] [--seed S], both whole numbers\n');
  process.exit(2);
}

const stack = await simulatedStack();
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const { problems, fingerprint, steps, calls, trace } = await simulate(stack, { seed });
  if (count === 1) process.stdout.write(`${trace.join('\n')}\n`);
  if (problems.length > 0 || count === 1) {
    process.stdout.write(`seed ${seed}: ${steps} steps, ${calls} calls, run ${fingerprint.slice(0, 12)}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem}\n`);
  }
  failed += problems.length > 0 ? 1 : 0;
  if (count > 1 && (seed - first + 1) % 100 === 0) process.stdout.write(`${seed - first + 1} runs, ${failed} failed\n`);
}
process.stdout.write(`${count} runs, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
