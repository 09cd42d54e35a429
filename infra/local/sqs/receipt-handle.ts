/** Receipt handles: opaque to clients, to us the place of a message and which of its deliveries this was. */

import { receiptHandleIsInvalid } from './sqs-errors.ts';
import type { QueueAddress } from './queue-address.ts';

export interface Receipt {
  readonly seq: number;
  readonly receipt: number;
}

export function receiptHandle({ account, name }: QueueAddress, { seq, receipt }: Receipt): string {
  return Buffer.from(JSON.stringify([account, name, seq, receipt])).toString('base64');
}

/** Refuses what this queue never gave out. */
export function parseReceiptHandle({ account, name }: QueueAddress, handle: unknown): Receipt {
  if (typeof handle === 'string') {
    const [ofAccount, ofName, seq, receipt] = decode(handle);
    if (ofAccount === account && ofName === name && typeof seq === 'number' && typeof receipt === 'number')
      return { seq, receipt };
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
