/** Picks the way a queue orders its messages. */

import type { Transaction } from '../kernel/store.ts';
import { fifoLine } from './fifo-line.ts';
import type { Line } from './line.ts';
import { isFifo, type Queue } from './queue.ts';
import { standardLine } from './standard-line.ts';

export function lineOf(tx: Transaction, queue: Queue): Line {
  return isFifo(queue) ? fifoLine(tx, queue) : standardLine(tx, queue);
}
