/** Where every kind of queue keeps what was sent: written once, read when it is received, apart from all that changes. */

import type { Transaction } from '../kernel/store.ts';
import type { Standing, Waiting } from './line.ts';
import type { Message } from './message.ts';
import { entryKey, type Queue } from './queue.ts';

export function messageKey(queue: Queue, seq: number): string {
  return entryKey(queue, 'message', seq);
}

export function readMessage(tx: Transaction, queue: Queue, standing: Standing): Waiting | undefined {
  const message = tx.get<Message>(messageKey(queue, standing.seq));
  return message === undefined ? undefined : { ...standing, message };
}
