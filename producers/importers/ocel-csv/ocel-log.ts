/** Turns an order log in the flat CSV form of OCEL 1.0 into CloudEvents, in the order of their time. */

import type { Readable } from 'node:stream';
import { ACTIVITIES, type Activity } from './activities.ts';
import { badInput } from './bad-input.ts';
import { indexObjects, type ObjectIndex } from './object-index.ts';
import { readRows, type OcelRow } from './read-rows.ts';

/** One event of one order, ready to be checked and published. */
export interface OcelEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: 'ocel.import';
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly dataschema: string;
  readonly datacontenttype: 'application/json';
  readonly data: object;
}

/** An opened log, whose events can be told as often as needed. */
export interface OcelLog {
  /** In the order of (time, source, id). Throws `BadInput` at the first row that cannot be told. */
  events(): AsyncGenerator<OcelEvent>;
}

/**
 * Reads the file once to learn what belongs together; `open` opens it anew for each pass. Memory holds the objects of
 * the log, not its events. Throws `BadInput`.
 */
export async function openOcelLog(open: () => Readable): Promise<OcelLog> {
  const index = await indexObjects(readRows(open()));
  return {
    async *events() {
      for await (const rows of simultaneous(readRows(open()))) {
        yield* rows.flatMap((row) => eventsOf(row, index)).sort(byId);
      }
    },
  };
}

/** Rows of one time after another, each group to be put in order by itself. */
async function* simultaneous(rows: AsyncIterable<OcelRow>): AsyncGenerator<OcelRow[]> {
  let group: OcelRow[] = [];
  const seen = new Set<string>();
  for await (const row of rows) {
    const time = group[0]?.time ?? row.time;
    if (row.time < time) {
      throw badInput(
        { line: row.line, column: 'ocel:timestamp' },
        'is earlier than the row before: sort the file by time',
      );
    }
    if (seen.has(row.eid)) {
      throw badInput(
        { line: row.line, column: 'ocel:eid' },
        `${row.eid} stands on another row too: give each row its own`,
      );
    }
    seen.add(row.eid);
    if (row.time > time) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

function eventsOf(row: OcelRow, index: ObjectIndex): OcelEvent[] {
  const activity = ACTIVITIES.get(row.activity);
  if (activity === undefined) {
    const known = [...ACTIVITIES.keys()].join(', ');
    throw badInput(
      { line: row.line, column: 'ocel:activity' },
      `"${row.activity}" is unknown: it must be one of ${known}`,
    );
  }
  return ordersConcerned(row, activity, index).map((order) => ({
    specversion: '1.0',
    id: `ocel-${row.eid}`,
    source: 'ocel.import',
    type: activity.type,
    subject: order,
    time: row.time,
    dataschema: `/schemas/${activity.type}/1`,
    datacontenttype: 'application/json',
    data: activity.data(row, order, index),
  }));
}

function ordersConcerned(row: OcelRow, { names }: Activity, index: ObjectIndex): readonly string[] {
  switch (names) {
    case 'order':
      return [only(row, 'ocel:type:orders', row.orders)];
    case 'item': {
      const item = only(row, 'ocel:type:items', row.items);
      const order = index.orderOf(item);
      if (order === undefined) throw badInput(row, `no order has item ${item}: add the row that places it`);
      return [order];
    }
    case 'parcel': {
      const parcel = only(row, 'ocel:type:packages', row.parcels);
      const contents = index.contentsOf(parcel);
      if (contents === undefined)
        throw badInput(row, `parcel ${parcel} was never packed: add its "create package" row`);
      return [...contents.keys()];
    }
  }
}

function only({ line, activity }: OcelRow, column: string, names: readonly string[]): string {
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw badInput({ line, column }, `names ${names.length} objects: "${activity}" needs exactly one`);
  }
  return name;
}

/** Of events at one time: by id, and for one row on several orders by order. */
function byId(one: OcelEvent, other: OcelEvent): number {
  return compare(one.id, other.id) || compare(one.subject, other.subject);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
