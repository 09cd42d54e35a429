/** Chance, as what goes wrong with calls. */

import type { Call, Fault } from './network.ts';
import type { Scheduler } from './scheduler.ts';

/** Those that go on until they are answered: they do not die. */
const IMMORTAL = /^(producer|reader)/;

/** Mostly nothing; now and then each of the things that can go wrong. */
export function randomFault({ process }: Call, { random }: Scheduler): Fault {
  const roll = random();
  if (roll < 0.9) return 'none';
  if (roll < 0.92) return 'throttled';
  if (roll < 0.94) return 'partial';
  if (roll < 0.96 || IMMORTAL.test(process.name)) return 'answer-lost';
  return roll < 0.98 ? 'crash-before' : 'crash-after';
}
