/** Every control record that was written in a run: what no later record may hide. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
import type { WireRequest, WireResponse } from '../../infra/local/kernel/wire.ts';
import type { Call } from './network.ts';

export interface ControlHistory {
  /** Takes note of a call that was served, if it wrote a control record. */
  observe(call: Call, request: WireRequest, answer: WireResponse): void;
  readonly records: readonly ControlRecord[];
  latest(projection: string): ControlRecord | undefined;
  /** When the record was written last: milliseconds since the epoch. */
  writtenMs(projection: string): number;
  /** How each rebuild ended, as `served from archive`, and each rollback. */
  outcomes(): readonly string[];
}

/** Whether nothing is under way, and a generation is served unless somebody cancelled the first one. */
export function isSettled(record: ControlRecord | undefined): boolean {
  if (record === undefined || record.building !== undefined || record.previous !== undefined) return false;
  return record.removing.length === 0 && (record.served !== undefined || record.last?.result === 'cancelled');
}

export function controlHistory(table: string, now: () => number): ControlHistory {
  const records: ControlRecord[] = [];
  const latest = new Map<string, { readonly record: ControlRecord; readonly atMs: number }>();
  return {
    records,
    latest: (projection) => latest.get(projection)?.record,
    outcomes: () => [...new Map(records.flatMap(outcomeOf)).values()],
    writtenMs: (projection) => latest.get(projection)?.atMs ?? 0,
    observe({ operation }, { body }, { status }) {
      if (operation !== 'PutItem' || status !== 200) return;
      const put = JSON.parse(Buffer.from(body).toString()) as { TableName: string; Item: { record?: { S: string } } };
      if (put.TableName !== table || put.Item.record === undefined) return;
      const record = JSON.parse(put.Item.record.S) as ControlRecord;
      records.push(record);
      latest.set(record.projection, { record, atMs: now() });
    },
  };
}

/** Under what tells one from another, since many records repeat it. */
function outcomeOf({ projection, last }: ControlRecord): (readonly [key: string, outcome: string])[] {
  if (last === undefined) return [];
  const { result, from, endedMs } = last;
  return [[`${projection} ${endedMs}`, from === undefined ? result : `${result} from ${from}`]];
}
