/** Checks billing mode and provisioned throughput. */

import { invalidParameter, validationError } from '../errors.ts';
import type { Throughput } from '../table.ts';
import type { SettingsInput } from './table-inputs.ts';

const MOST_UNITS = 1_000_000_000_000;
export const NO_THROUGHPUT: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

/** The throughput of a table to be created. Throws ValidationException. */
export function newThroughput({ BillingMode: mode, ProvisionedThroughput: throughput }: SettingsInput): Throughput {
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput === undefined) return NO_THROUGHPUT;
    throw invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (throughput === undefined)
    throw invalidParameter(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  checkBounds(throughput);
  return throughput;
}

export function checkBounds({ ReadCapacityUnits: read, WriteCapacityUnits: write }: Throughput): void {
  if (read > MOST_UNITS) throw validationError(`Given value ${read} for ReadCapacityUnits is out of bounds`);
  if (write > MOST_UNITS) throw validationError(`Given value ${write} for WriteCapacityUnits is out of bounds`);
}

/** Throws ValidationException if nothing would change. */
export function checkChanges(old: Throughput, wanted: Throughput): void {
  if (old.ReadCapacityUnits !== wanted.ReadCapacityUnits || old.WriteCapacityUnits !== wanted.WriteCapacityUnits)
    return;
  throw validationError(
    `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${old.ReadCapacityUnits}. Requested ReadCapacityUnits: ${wanted.ReadCapacityUnits}. Current WriteCapacityUnits provisioned for the table: ${old.WriteCapacityUnits}. Requested WriteCapacityUnits: ${wanted.WriteCapacityUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}
