/** Brings a table to what a template wants, keeping its items. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { parseInput } from '../shapes/shape.ts';
import { closeStream, openStream } from '../streams/stream.ts';
import { addressOf, findTable, saveTable, type StreamView, type Table } from '../table.ts';
import { newTable } from '../tables/create-table.ts';
import { createTableInput, type CreateTableInput } from '../tables/table-inputs.ts';
import { replaceIndexes } from '../tables/replace-indexes.ts';
import { withExpiry } from '../tables/with-expiry.ts';

export interface WantedTable {
  readonly create: CreateTableInput;
  readonly view: StreamView | undefined;
  readonly ttlAttribute: string | undefined;
  /** How far back it could be recovered; undefined without point-in-time recovery. */
  readonly recoveryDays: number | undefined;
}

/** Throws ValidationException for a bad table, and if the key of an existing one would have to change. */
export function applyTable(context: Context, wanted: WantedTable): Table {
  const request = parseInput<CreateTableInput>(createTableInput, structuredClone(wanted.create));
  const address = addressOf(context, request.TableName);
  const defined = newTable(context, request, address);
  const existing = findTable(context, address);
  const base = existing ? { ...defined, ...kept(existing, defined) } : defined;
  const table = withRecovery(withStream(context, base, wanted.view), context.now, wanted.recoveryDays);
  if (existing) replaceIndexes(context, existing, table);
  const final = withExpiry(context, table, existing?.ttlAttribute, wanted.ttlAttribute);
  saveTable(context, final);
  return final;
}

function kept(existing: Table, wanted: Table): Pick<Table, 'id' | 'createdMs' | 'stream' | 'recovery'> {
  if (JSON.stringify(existing.key) !== JSON.stringify(wanted.key))
    throw new AwsError(
      'ValidationException',
      `${existing.name}: the key of an existing table cannot change; give the table another name or remove it first.`,
    );
  const { id, createdMs, stream, recovery } = existing;
  return { id, createdMs, ...(stream && { stream }), ...(recovery && { recovery }) };
}

function withStream(context: Context, table: Table, view: StreamView | undefined): Table {
  const { stream: present, ...rest } = table;
  if (present?.view === view) return table;
  if (present) closeStream(context, present.arn);
  return view === undefined ? rest : { ...rest, stream: openStream(context, table, view) };
}

function withRecovery(table: Table, nowMs: number, days: number | undefined): Table {
  const { recovery, ...rest } = table;
  return days === undefined ? rest : { ...rest, recovery: { days, sinceMs: recovery?.sinceMs ?? nowMs } };
}
