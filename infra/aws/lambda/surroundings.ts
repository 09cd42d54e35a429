/** What a function is wired to besides its AWS clients: time and chance, so that a simulation can have them in hand. */

import { setTimeout as delay } from 'node:timers/promises';

export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export const realWorld: Surroundings = { now: Date.now, random: Math.random, wait: (ms) => delay(ms) };
