/** Receipt handles: opaque to clients, to us the place of a message and which of its deliveries this was. */

import type { Place, Standing } from './line.ts';
import type { QueueAddress } from './queue-address.ts';
import { receiptHandleIsInvalid } from './sqs-errors.ts';

export interface Receipt extends Place {
  readonly receipt: number;
}

/** The receipt of the latest delivery. */
export function receiptOf({ seq, delivery: { receipt = 0, receiptDueMs = 0 } }: Standing): Receipt {
  return { seq, dueMs: receiptDueMs, receipt };
}

export function receiptHandle({ account, name }: QueueAddress, { seq, dueMs, receipt }: Receipt): string {
  return Buffer.from(JSON.stringify([account, name, seq, dueMs, receipt])).toString('base64');
}

/** Refuses what this queue never gave out. */
export function parseReceiptHandle({ account, name }: QueueAddress, handle: unknown): Receipt {
  if (typeof handle === 'string') {
    const [ofAccount, ofName, ...numbers] = decode(handle);
    const [seq, dueMs, receipt] = numbers.filter(isWhole);
    if (ofAccount === account && ofName === name && seq !== undefined && dueMs !== undefined && receipt !== undefined)
      return { seq, dueMs, receipt };
  }
  throw receiptHandleIsInvalid(String(handle));
}

function decode(handle: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(handle, 'base64').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}

function isWhole(part: unknown): part is number {
  return Number.isSafeInteger(part);
}
