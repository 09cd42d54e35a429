/** What must hold of the generations of the read models, while they were made and when everything has come to rest. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ControlRecord } from '../../domain/ports/control-records.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import { firstDifference } from '../../projections/audit/first-difference.ts';
import { freshFold } from '../../projections/audit/compare-row.ts';
import { scanTable } from '../../infra/aws/scan-table.ts';
import { newestFold } from '../../domain/projection.ts';
import { inPascalCase, projections, type ProjectionName } from './projections.ts';
import type { Witnessed } from './questions.ts';

export interface GenerationsLeft {
  readonly names: readonly ProjectionName[];
  readonly client: DynamoDBClient;
  readonly output: (name: string) => string;
  /** Every control record that was written. */
  readonly records: readonly ControlRecord[];
}

export async function judgeGenerations({ names, client, output, records }: GenerationsLeft): Promise<string[]> {
  const problems = [...wrongOutcomes(records), ...overwritten(records)];
  for (const name of names) {
    const number = records.findLast(({ projection }) => projection === name)?.served?.number;
    const table = output(`${inPascalCase(name)}TableName`);
    for await (const { partition } of scanTable(client, { TableName: table })) {
      if (!partition?.S?.startsWith(`${number}#`)) problems.push(`${name} serves ${number}, and has ${partition?.S}`);
    }
  }
  for await (const { projection } of scanTable(client, { TableName: output('ControlTableName') })) {
    const [name, number] = projection?.S?.split('#') ?? [];
    const served = records.findLast((record) => record.projection === name)?.served?.number;
    if (number !== undefined && Number(number) !== served) problems.push(`what is left to count: ${projection?.S}`);
  }
  return problems;
}

/** A rebuild that is right is served, unless somebody cancels it. */
function wrongOutcomes(records: readonly ControlRecord[]): string[] {
  const wrong = records.flatMap(({ projection, last }) =>
    last !== undefined && (last.result === 'refused' || last.result === 'failed')
      ? [
          `generation ${last.number} of ${projection} was ${last.result}: ${JSON.stringify(last.differences ?? last.reason)}`,
        ]
      : [],
  );
  return [...new Set(wrong)];
}

/** Each write is conditional on the one before it: so no two of them have the same revision, and none is missing. */
function overwritten(records: readonly ControlRecord[]): string[] {
  return [...Map.groupBy(records, ({ projection }) => projection)].flatMap(([projection, written]) => {
    const at = written.findIndex(({ revision }, index) => revision !== index + 1);
    return at < 0 ? [] : [`the control record of ${projection} was overwritten: ${written[at]?.revision} after ${at}`];
  });
}

/** What readers of orders were answered is what the log said at the version they were told. */
export function judgeWitnessed(witnessed: readonly Witnessed[], log: readonly LogEntry[]): string[] {
  const fold = newestFold(projections.order);
  const byOrder = Map.groupBy(log, ({ order }) => order);
  return [...Map.groupBy(witnessed, ({ order, version }) => `${version} of ${order}`)].flatMap(([what, rows]) =>
    rows.flatMap(({ order, version, state }) => {
      const known = (byOrder.get(order) ?? []).filter((entry) => entry.version <= version);
      const difference = firstDifference(freshFold(fold, order, known).state, state);
      return difference ? [`a reader saw version ${what} with a wrong ${difference.field}`] : [];
    }),
  );
}
