/**
 * What requests cost.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html
 */

import type { SecondaryIndex } from './table.ts';

export type ReturnConsumedCapacity = 'INDEXES' | 'TOTAL' | 'NONE';

/** Write units of an item of this many bytes. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Read units for this many bytes read together. */
export function readUnits(bytes: number, consistent: boolean | undefined): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}

export interface IndexUnits {
  readonly index: SecondaryIndex;
  readonly units: number;
}

/** What one table and its indexes were asked for. */
export interface Consumption {
  readonly tableName: string;
  readonly tableUnits: number;
  readonly indexUnits: readonly IndexUnits[];
}

export interface ConsumedCapacity {
  TableName: string;
  CapacityUnits: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
  Table?: Record<string, number>;
  LocalSecondaryIndexes?: Record<string, Record<string, number>>;
  GlobalSecondaryIndexes?: Record<string, Record<string, number>>;
}

/** The ConsumedCapacity member of an output; undefined unless asked for. Transactions name the kind of unit as well. */
export function consumedCapacity(
  wanted: ReturnConsumedCapacity | undefined,
  { tableName, tableUnits, indexUnits }: Consumption,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): ConsumedCapacity | undefined {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const units = (amount: number) => ({ CapacityUnits: amount, ...(kind && { [kind]: amount }) });
  const total = indexUnits.reduce((sum, { units: amount }) => sum + amount, tableUnits);
  const capacity: ConsumedCapacity = { TableName: tableName, ...units(total) };
  if (wanted === 'TOTAL') return capacity;
  capacity.Table = units(tableUnits);
  for (const { index, units: amount } of indexUnits) {
    const member = index.scope === 'local' ? 'LocalSecondaryIndexes' : 'GlobalSecondaryIndexes';
    capacity[member] = { ...capacity[member], [index.name]: units(amount) };
  }
  return capacity;
}

/** The sum of what several writes to one table consumed. */
export function addConsumption(one: Consumption, two: Consumption): Consumption {
  const indexUnits = new Map(one.indexUnits.map((entry) => [entry.index.name, entry]));
  for (const { index, units } of two.indexUnits) {
    indexUnits.set(index.name, { index, units: units + (indexUnits.get(index.name)?.units ?? 0) });
  }
  return {
    tableName: one.tableName,
    tableUnits: one.tableUnits + two.tableUnits,
    indexUnits: [...indexUnits.values()],
  };
}

/** Transactions consume double. */
export function doubled({ tableName, tableUnits, indexUnits }: Consumption): Consumption {
  return {
    tableName,
    tableUnits: tableUnits * 2,
    indexUnits: indexUnits.map(({ index, units }) => ({ index, units: units * 2 })),
  };
}
