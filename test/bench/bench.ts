/** `npm run bench`: bundles and cold starts, the import of an order log, and the latency from publish to visible. */

import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../infra/cli/synthesize.ts';
import { coldStarts } from './cold-starts.ts';
import { measureMemory, measureThroughput } from './images.ts';
import { measureImport } from './import.ts';
import { measureLatency } from './latency.ts';
import { startBenchSystem } from './bench-system.ts';

const { values } = parseArgs({ options: { log: { type: 'string' } } });
const log = values.log ?? '../shared/data/ocel-orders.csv';

process.stdout.write('Bundles: load time in fresh processes, against a bundle of a bare DynamoDB client\n');
for (const { name, kilobytes, loadMs, ratio } of coldStarts(11)) {
  process.stdout.write(
    `  ${name.padEnd(24)} ${kilobytes.toFixed(0).padStart(4)} KB ${loadMs.toFixed(1).padStart(7)} ms  × ${ratio.toFixed(2)}\n`,
  );
}

process.stdout.write('Images: the intake against sharp alone for the same files\n');
for (const { name, intake, sharpAlone, cpuRatio } of await measureThroughput(7)) {
  process.stdout.write(
    `  ${name.padEnd(24)} ${intake.toFixed(2)} against ${sharpAlone.toFixed(2)} pictures/s  × ${(intake / sharpAlone).toFixed(2)}, of CPU × ${cpuRatio.toFixed(2)}\n`,
  );
}
process.stdout.write('Images: the most memory a picture of 50 megapixels takes\n');
for (const { name, seconds, peakMegabytes } of await measureMemory()) {
  process.stdout.write(`  ${name.padEnd(34)} ${peakMegabytes.toFixed(0).padStart(5)} MB in ${seconds.toFixed(1)} s\n`);
}

const assembly = mkdtempSync(join(tmpdir(), 'orderlog-bench-'));
await synthesize(assembly);

process.stdout.write('Latency from publish to visible over the bus, one event at a time\n');
const idle = await startBenchSystem(assembly);
const { p50, p99 } = await measureLatency(idle, 60);
process.stdout.write(`  p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms\n`);
await idle.stop();

if (existsSync(log)) {
  process.stdout.write(`Import of ${log}\n`);
  const busy = await startBenchSystem(assembly);
  const { events, seconds, peakMegabytes } = await measureImport(busy, log);
  process.stdout.write(
    `  ${events} events in ${seconds.toFixed(1)} s: ${(events / seconds).toFixed(0)} events/s from first publish to last row; peak ${peakMegabytes.toFixed(0)} MB\n`,
  );
  await busy.stop();
} else process.stdout.write(`No import: there is no ${log}; name a log in OCEL's CSV form with --log FILE\n`);
