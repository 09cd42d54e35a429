/**
 * `npm run bench`: bundles and cold starts, images, the latency from publish to visible, the import of an order log, and
 * rebuilds.
 *
 * `npm run bench -- --only rebuild` (or another of the sections) leaves out the others; `--log FILE` imports another log;
 * `--few`, `--many` and `--system` are the numbers of events that are rebuilt.
 */

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
import { benchRebuilds } from './rebuild/rebuild-bench.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    log: { type: 'string', default: '../shared/data/ocel-orders.csv' },
    few: { type: 'string', default: '50000' },
    many: { type: 'string', default: '500000' },
    system: { type: 'string', default: '30000' },
  },
});

/** The cloud assembly, made once and for those who need one. */
let made: Promise<string> | undefined;

const SECTIONS: Readonly<Record<string, () => unknown>> = {
  bundles,
  images,
  latency,
  import: imports,
  rebuild: async () =>
    benchRebuilds(await assembly(), {
      few: Number(values.few),
      many: Number(values.many),
      system: Number(values.system),
    }),
};

for (const [name, measure] of Object.entries(SECTIONS)) {
  if (values.only === undefined || values.only === name) await measure();
}

function bundles(): void {
  print('Bundles: load time in fresh processes, against a bundle of a bare DynamoDB client');
  for (const { name, kilobytes, loadMs, ratio } of coldStarts(11)) {
    const size = `${kilobytes.toFixed(0).padStart(4)} KB`;
    print(`  ${name.padEnd(24)} ${size} ${loadMs.toFixed(1).padStart(7)} ms  × ${ratio.toFixed(2)}`);
  }
}

async function images(): Promise<void> {
  print('Images: the intake against sharp alone for the same files');
  for (const { name, intake, sharpAlone, cpuRatio } of await measureThroughput(7)) {
    const pace = `${intake.toFixed(2)} against ${sharpAlone.toFixed(2)} pictures/s`;
    print(`  ${name.padEnd(24)} ${pace}  × ${(intake / sharpAlone).toFixed(2)}, of CPU × ${cpuRatio.toFixed(2)}`);
  }
  print('Images: the most memory a picture of 50 megapixels takes');
  for (const { name, seconds, peakMegabytes } of await measureMemory()) {
    print(`  ${name.padEnd(34)} ${peakMegabytes.toFixed(0).padStart(5)} MB in ${seconds.toFixed(1)} s`);
  }
}

async function latency(): Promise<void> {
  print('Latency from publish to visible over the bus, one event at a time');
  const system = await startBenchSystem(await assembly());
  const { p50, p99 } = await measureLatency(system, 60);
  print(`  p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  await system.stop();
}

async function imports(): Promise<void> {
  const { log } = values;
  if (!existsSync(log)) return print(`No import: there is no ${log}; name a log in OCEL's CSV form with --log FILE`);
  print(`Import of ${log}`);
  const system = await startBenchSystem(await assembly());
  const { events, seconds, peakMegabytes } = await measureImport(system, log);
  const pace = `${(events / seconds).toFixed(0)} events/s from first publish to last row`;
  print(`  ${events} events in ${seconds.toFixed(1)} s: ${pace}; peak ${peakMegabytes.toFixed(0)} MB`);
  await system.stop();
}

function assembly(): Promise<string> {
  return (made ??= synthesized());
}

async function synthesized(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-bench-'));
  await synthesize(directory);
  return directory;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
