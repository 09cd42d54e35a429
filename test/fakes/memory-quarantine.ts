/** The quarantine as a list. */

import type { Quarantine, Refusal } from '../../domain/ports/quarantine.ts';

export interface MemoryQuarantine extends Quarantine {
  readonly kept: Refusal[];
}

export function memoryQuarantine(): MemoryQuarantine {
  const kept: Refusal[] = [];
  return { kept, keep: async (refusal) => void kept.push(refusal) };
}
