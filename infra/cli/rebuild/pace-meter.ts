/** Measures how fast each of several things goes, from when its phase was first seen. */

import type { BuildProgress } from './describe-phase.ts';

interface Beginning {
  readonly phase: string;
  readonly atMs: number;
  readonly done: number;
}

/** Returns the pace in events a second; undefined as long as it is not known. */
export function paceMeter(now: () => number): (name: string, progress: BuildProgress) => number | undefined {
  const beginnings = new Map<string, Beginning>();
  return (name, { phase, events }) => {
    if (events === undefined) return undefined;
    const known = beginnings.get(name);
    if (known?.phase !== phase) {
      beginnings.set(name, { phase, atMs: now(), done: events.done });
      return undefined;
    }
    const seconds = (now() - known.atMs) / 1000;
    return seconds > 0 ? (events.done - known.done) / seconds : undefined;
  };
}
