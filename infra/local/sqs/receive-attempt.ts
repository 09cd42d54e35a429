/** Receiving from a FIFO queue again under the same attempt id brings the same messages, as long as they are in flight. */

import type { Context } from '../kernel/context.ts';
import { lineOf } from './line-of.ts';
import type { Waiting } from './line.ts';
import { entryKey, isFifo, type Queue } from './queue.ts';
import { receiptOf, type Receipt } from './receipt-handle.ts';
import { recall, remember } from './remembered.ts';
import { invalidValue } from './sqs-errors.ts';

/** Refuses an attempt id that is not proper, or not for this kind of queue. */
export function checkAttempt(queue: Queue, attempt: string | undefined): void {
  if (attempt === undefined) return;
  const refuse = (reason: string) => invalidValue(attempt, 'ReceiveRequestAttemptId', reason);
  if (!isFifo(queue)) throw refuse('The request include parameter that is not valid for this queue type.');
  if (!/^[\x21-\x7e]{1,128}$/.test(attempt))
    throw refuse(
      'ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    );
}

/** What the attempt brought before, hidden anew; undefined if it is the first, or anything happened since. */
export function repeatAttempt(
  context: Context,
  queue: Queue,
  attempt: string,
  visibilityMs: number,
): readonly Waiting[] | undefined {
  const receipts = recall<readonly Receipt[]>(context, attemptKey(queue, attempt));
  if (receipts === undefined) return undefined;
  const line = lineOf(context.tx, queue);
  const found: Waiting[] = [];
  for (const receipt of receipts) {
    const standing = line.find(receipt);
    if (standing?.delivery.receipt !== receipt.receipt || standing.delivery.dueMs <= context.now) return undefined;
    const waiting = line.read(standing);
    if (waiting === undefined) return undefined;
    found.push(waiting);
  }
  return found.map((waiting) => {
    const delivery = { ...waiting.delivery, dueMs: context.now + visibilityMs };
    line.move(waiting, delivery);
    return { ...waiting, delivery };
  });
}

export function rememberAttempt(context: Context, queue: Queue, attempt: string, taken: readonly Waiting[]): void {
  remember(context, queue, attemptKey(queue, attempt), taken.map(receiptOf));
}

function attemptKey(queue: Queue, attempt: string): string {
  return entryKey(queue, 'attempt', attempt);
}
