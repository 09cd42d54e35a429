/** What there is to audit: the served generations of the read models, and the folds they were built with. */

import { versionAt } from '../../../domain/fold-log.ts';
import type { Row } from '../../../domain/ports/read-model.ts';
import { keysOf } from '../../../domain/view-key.ts';
import { compareRow } from '../../../projections/audit/compare-row.ts';
import { firstDifference } from '../../../projections/audit/first-difference.ts';
import { compareSums } from '../../../projections/rebuild/compare-sums.ts';
import type { ReadTables, ServedModel } from '../../aws/read-tables.ts';
import type { AuditedModel, AuditParts } from './audit.ts';

export function auditParts({ log, logOf, models, unbuilt }: Omit<ReadTables, 'size'>): AuditParts {
  return { log, logOf, models: models.map(auditedModel), unbuilt };
}

function auditedModel({ name, fold, generation, readModel, rows }: ServedModel): AuditedModel {
  return {
    name,
    async *orders() {
      for await (const { order } of readModel.everyRow(generation)) yield order;
    },
    load: (orders) => rows.load(orders),
    versionAt: (log) => versionAt(fold, log),
    compare: (row, log) => compareRow(fold, row, log),
    async compareListings({ listed }: Row) {
      const keys = keysOf(listed);
      return keys.length === 0
        ? undefined
        : firstDifference(listed, await readModel.listings(generation, keys), 'listed');
    },
    compareSums: () => compareSums(name, readModel, generation),
  };
}
