/** Rebuilds, measured: how their cost grows with the log, what they consume, and how fast the whole system does them. */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { order } from '../../../projections/order/order.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { timeOnSystem } from './time-on-system.ts';
import { requestUnits } from './request-units.ts';
import type { TimedRebuild } from './time-from-store.ts';

export interface RebuildSizes {
  /** Events of the two logs whose rebuilds are compared. */
  readonly few: number;
  readonly many: number;
  /** Events that go through the whole system. */
  readonly system: number;
}

const FROM_STORE = fileURLToPath(new URL('./time-from-store.ts', import.meta.url));
/** What an event costs may grow by this much when there are many more. */
const MOST_RATIO = 1.3;
const METERED_EVENTS = 5_000;
const SOURCES = ['store', 'archive'] as const;

/** Prints as it goes. `assembly` is the directory of a cloud assembly. */
export async function benchRebuilds(assembly: string, { few, many, system }: RebuildSizes): Promise<void> {
  print(`Rebuild of sales from the store, over ${few} and ${many} made-up events`);
  const [costOfFew, costOfMany] = [few, many].map(timedFromStore);
  const ratio = (costOfMany ?? NaN) / (costOfFew ?? NaN);
  print(`  an event of many costs × ${ratio.toFixed(2)} of what one of few does: at most ${MOST_RATIO} is right`);
  if (!(ratio <= MOST_RATIO)) process.exitCode = 1;

  print(`Request units of a rebuild for each event, over ${METERED_EVENTS} of them`);
  for (const projection of [order, sales, productDemand, customerOrders]) {
    for (const from of SOURCES) {
      const { reads, writes } = await requestUnits(projection, from, METERED_EVENTS);
      const units = `${reads.toFixed(2)} read, ${writes.toFixed(2)} write units`;
      print(`  ${projection.name.padEnd(15)} from the ${from.padEnd(7)}  ${units}`);
    }
  }

  print(`Rebuild of sales by the whole system, over ${system} made-up events`);
  for (const { from, seconds } of await timeOnSystem(assembly, system)) {
    print(`  from the ${from.padEnd(7)}  ${seconds.toFixed(1)} s: ${(system / seconds).toFixed(0)} events/s`);
  }
}

/** Microseconds of the processor for each event. */
function timedFromStore(size: number): number {
  const told = execFileSync(process.execPath, [FROM_STORE, String(size)], { encoding: 'utf8' });
  const { events, rows, seconds, cpuSeconds, loadedMegabytes, peakMegabytes } = JSON.parse(told) as TimedRebuild;
  const perEvent = (cpuSeconds * 1e6) / events;
  const memory = `${loadedMegabytes.toFixed(0)} MB before, ${peakMegabytes.toFixed(0)} MB at most`;
  const pace = `${(events / seconds).toFixed(0)} events/s, ${perEvent.toFixed(0)} µs of the processor each`;
  print(`  ${String(events).padStart(7)} events, ${rows} rows  ${seconds.toFixed(1)} s: ${pace}; ${memory}`);
  return perEvent;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
