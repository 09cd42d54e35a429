/** The synthesized stack applied to a store: made once, and forked for each run. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/cli/synthesize.ts';
import { allows } from '../../infra/local/iam/allows.ts';
import { createEngine } from '../../infra/local/kernel/engine.ts';
import { memoryStore, type MemoryStore } from '../../infra/local/kernel/memory-store.ts';
import type { Service } from '../../infra/local/kernel/service.ts';
import { everyService } from '../../infra/local/shell/every-service.ts';
import { applyTemplate } from '../../infra/local/template/apply-template.ts';
import { readAssembly } from '../../infra/local/template/read-assembly.ts';
import { resourceCatalog } from '../../infra/local/template/resource-catalog.ts';
import { seededRandom } from '../infra/local/test-engine.ts';

export const START_MS = Date.parse('2026-01-01T00:00:00Z');

/** The engine's services; what arrives in an archive takes so long. */
export function servicesWith(archiveLagMs: number): Service[] {
  const host = { awsUrl: () => 'http://engine.local', httpUrl: () => 'http://api.local' };
  return everyService(host, { archiveLagMs });
}

export interface SimulatedStack {
  readonly store: MemoryStore;
  readonly output: (name: string) => string;
}

/** `directory`: the output of an earlier synthesis; synthesized if not given. */
export async function simulatedStack(directory?: string): Promise<SimulatedStack> {
  const assembly = directory ?? mkdtempSync(join(tmpdir(), 'orderlog-simulation-'));
  if (directory === undefined) await synthesize(assembly);
  const store = memoryStore();
  const services = servicesWith(0);
  const engine = createEngine({
    store,
    services,
    clock: () => START_MS,
    random: seededRandom(1),
    region: 'us-east-1',
    allows,
    onEffect: () => undefined,
    onSignal: () => undefined,
  });
  const stack = engine.run({ type: 'root', account: '000000000000' }, (context) =>
    applyTemplate(context, readAssembly(assembly), resourceCatalog(services)),
  );
  const outputs = new Map(stack.outputs.map(({ name, value }) => [name, value]));
  return {
    store,
    output(name) {
      const value = outputs.get(name);
      if (value === undefined) throw new Error(`the stack has no output ${name}`);
      return value;
    },
  };
}
