/** The comparison of sums: are they the sums of what the rows added? */

import type { Generation, ReadModel, Row } from '../../domain/ports/read-model.ts';
import { total, type Sums } from '../../domain/sums.ts';
import { differingSums } from '../audit/compare-sums.ts';
import type { AuditProblem } from '../audit/problem.ts';

/** Reads the whole generation, but holds only its sums. */
export async function compareSums(
  name: string,
  readModel: Pick<ReadModel, 'everyRow' | 'everySum'>,
  generation: Generation,
): Promise<AuditProblem[]> {
  const before = await total(readModel.everySum(generation));
  const expected = await total(added(readModel.everyRow(generation)));
  const after = await total(readModel.everySum(generation));
  return differingSums({ before, expected, after }).map(({ key, ...values }) => ({
    kind: 'different',
    projection: name,
    orderId: null,
    field: key,
    ...values,
  }));
}

async function* added(rows: AsyncIterable<Row>): AsyncGenerator<Sums> {
  for await (const row of rows) yield row.added;
}
