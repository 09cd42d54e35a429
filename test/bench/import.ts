/** How fast a whole order log goes in, from the first publish to the last row visible. */

import type { BenchSystem } from './bench-system.ts';

export interface ImportMeasure {
  readonly events: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

export async function measureImport(system: BenchSystem, file: string): Promise<ImportMeasure> {
  const told = await system.command('import', file, '--format', 'ocel-csv', '--json');
  const { events, seconds } = JSON.parse(told) as { events: number; seconds: number };
  return { events, seconds, peakMegabytes: system.peakMegabytes() };
}
