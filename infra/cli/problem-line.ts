/** A difference between the log and a read model as one line. */

import type { AuditProblem } from '../../projections/audit/problem.ts';

export function problemLine({ kind, projection, orderId, field, expected, actual }: AuditProblem): string {
  const values = `expected ${JSON.stringify(expected)}, is ${JSON.stringify(actual)}`;
  return `${kind.padEnd(9)} ${projection} ${orderId ?? '(sums)'} ${field}: ${values}`;
}
