/** How long a stream may keep its records. */

import { invalidArgument } from './kinesis-errors.ts';

const SHORTEST_HOURS = 24;
const LONGEST_HOURS = 8760;

/** Refuses hours outside of a day to a year. https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html */
export function checkRetention(hours: number): void {
  if (hours < SHORTEST_HOURS)
    throw invalidArgument(
      `Minimum allowed retention period is ${SHORTEST_HOURS} hours. Requested retention period (${hours} hours) is too short.`,
    );
  if (hours > LONGEST_HOURS)
    throw invalidArgument(
      `Maximum allowed retention period is ${LONGEST_HOURS} hours. Requested retention period (${hours} hours) is too long.`,
    );
}
