/** Reads the file row by row: every cell checked and turned into what it means, or an error that says where. */

import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { canonicalTime, instantOf, timeText } from '../../../domain/instant.ts';
import { badInput } from './bad-input.ts';
import { decimalToMinor } from './decimal-to-minor.ts';
import { parsePythonList } from './python-list.ts';

export interface OcelRow {
  readonly line: number;
  /** As it stands in the file, such as `1.0`. */
  readonly eid: string;
  readonly activity: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly orders: readonly string[];
  readonly items: readonly string[];
  readonly parcels: readonly string[];
  readonly priceMinor: number;
}

const COLUMNS = {
  eid: 'ocel:eid',
  activity: 'ocel:activity',
  time: 'ocel:timestamp',
  orders: 'ocel:type:orders',
  items: 'ocel:type:items',
  parcels: 'ocel:type:packages',
  price: 'price',
} as const;

const MAX_ROW_BYTES = 1_000_000;

type Cells = Readonly<Record<string, string>>;

/** Rows in the order of the file. Throws `BadInput`. */
export async function* readRows(file: Readable): AsyncGenerator<OcelRow> {
  const parser = parse({
    bom: true,
    columns: checkedHeader,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    skip_empty_lines: true,
  });
  let rows = 0;
  file.once('error', (error) => parser.destroy(error));
  try {
    for await (const parsed of file.pipe(parser)) {
      const { record, info } = parsed as { record: Cells; info: { lines: number } };
      rows += 1;
      yield rowOf(record, info.lines);
    }
    if (rows === 0)
      throw badInput({ line: 1 }, 'no row follows: give it a file with a header and a row for each event');
  } catch (error) {
    throw error instanceof CsvError ? badCsv(error) : error;
  } finally {
    file.destroy();
  }
}

function checkedHeader(header: readonly string[]): string[] {
  const missing = Object.values(COLUMNS).filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const what = `lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`;
    throw badInput({ line: 1 }, `${what}: the first line must name the columns of an OCEL CSV file`);
  }
  return [...header];
}

function rowOf(cells: Cells, line: number): OcelRow {
  return {
    line,
    eid: textOf(cells, COLUMNS.eid, line),
    activity: textOf(cells, COLUMNS.activity, line),
    time: timeOf(cells, line),
    orders: namesOf(cells, COLUMNS.orders, line),
    items: namesOf(cells, COLUMNS.items, line),
    parcels: namesOf(cells, COLUMNS.parcels, line),
    priceMinor: priceOf(cells, line),
  };
}

function textOf(cells: Cells, column: string, line: number): string {
  const text = cells[column]?.trim() ?? '';
  if (text === '') throw badInput({ line, column }, 'is blank: every row needs one');
  return text;
}

function timeOf(cells: Cells, line: number): string {
  const column = COLUMNS.time;
  const text = textOf(cells, column, line);
  const time = canonicalTime(text.replace(' ', 'T'));
  if (time === undefined) {
    throw badInput({ line, column }, `"${text}" is no UTC time: write it like 2019-05-20 07:07:47.000Z`);
  }
  return timeText(instantOf(time));
}

function namesOf(cells: Cells, column: string, line: number): string[] {
  const names = parsePythonList(cells[column] ?? '');
  if (names === undefined) {
    throw badInput(
      { line, column },
      `"${cells[column]}" is no list of names: write it like ['880001','880002'], or leave it blank`,
    );
  }
  return names;
}

function priceOf(cells: Cells, line: number): number {
  const column = COLUMNS.price;
  const minor = decimalToMinor(cells[column] ?? '');
  if (minor === undefined) throw badInput({ line, column }, `"${cells[column]}" is no price: write it like 524.96`);
  return minor;
}

function badCsv(error: CsvError): Error {
  const { lines } = error as CsvError & { readonly lines?: number };
  return badInput({ line: lines ?? 1 }, `${error.message} (${error.code}): mend the file's quotes and commas there`);
}
