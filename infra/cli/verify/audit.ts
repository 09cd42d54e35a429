/** Compares every log with itself and every read model with a fresh fold of the logs. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import type { Row } from '../../../domain/ports/read-model.ts';
import type { Difference } from '../../../projections/audit/first-difference.ts';
import type { AuditProblem } from '../../../projections/audit/problem.ts';
import type { Segment } from '../../aws/read-tables.ts';
import { loadReadable, type Unreadable } from './load-readable.ts';

export interface Audit {
  readonly ok: boolean;
  readonly orders: number;
  readonly events: number;
  readonly problems: readonly AuditProblem[];
}

/** A read model: its rows, and what is kept across them. */
export interface AuditedModel {
  readonly name: string;
  readonly load: (orders: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  /** Every order that has a row. */
  readonly orders: () => AsyncIterable<string>;
  /** The version that an order's row has when it is up to this log; 0 if it has none. */
  readonly versionAt: (log: readonly LogEntry[]) => number;
  /** The first difference between a row and the fold of its log, which must have reached its version. */
  readonly compare: (row: Row, log: readonly LogEntry[]) => Difference | undefined;
  /** The first difference between what a row says is listed and what is. */
  readonly compareListings: (row: Row) => Promise<Difference | undefined>;
  /** What differs between the sums and what the rows added to them. */
  readonly compareSums: () => Promise<readonly AuditProblem[]>;
}

export interface AuditParts {
  /** Every log, one after another, each by version; or those of one of so many segments. */
  readonly log: (segment?: Segment) => AsyncIterable<LogEntry>;
  /** One log as it is now. */
  readonly logOf: (order: string) => AsyncIterable<LogEntry>;
  readonly models: readonly AuditedModel[];
  /** Read models that have nothing to be audited yet. */
  readonly unbuilt: readonly string[];
}

type Logs = ReadonlyMap<string, readonly LogEntry[]>;

/** Rows are loaded for this many orders at once. */
const ORDERS_AT_ONCE = 100;

/** Audits everything. Memory holds the ids of all orders, the logs of a hundred and all sums. Rejects with `Unavailable`. */
export async function audit(parts: AuditParts): Promise<Audit> {
  const seen = new Set<string>();
  const { events, problems } = await auditLogs(parts, parts.log(), seen);
  problems.unshift(...parts.unbuilt.map(notBuilt));
  for (const model of parts.models) {
    problems.push(...(await extraRows(model, seen, parts)));
    problems.push(...(await model.compareSums()));
  }
  return { ok: problems.length === 0, orders: seen.size, events, problems };
}

/** Audits some orders alone: sums, and rows that should not be, can only be told by looking at all. */
export async function auditSample(parts: AuditParts, { sample, size, random }: Sample): Promise<Audit> {
  const of = Math.max(1, Math.min(MAX_SEGMENTS, Math.ceil(size / EVENTS_PER_SEGMENT)));
  const seen = new Set<string>();
  const left = Array.from({ length: of }, (_, number) => number);
  const all = { events: 0, problems: parts.unbuilt.map(notBuilt) };
  while (left.length > 0 && seen.size < sample) {
    const [number = 0] = left.splice(Math.floor(random() * left.length), 1);
    const some = firstOrders(parts.log({ number, of }), sample - seen.size);
    const { events, problems } = await auditLogs(parts, some, seen);
    all.events += events;
    all.problems.push(...problems);
  }
  return { ok: all.problems.length === 0, orders: seen.size, ...all };
}

export interface Sample {
  /** How many orders. */
  readonly sample: number;
  /** Events in the log, about. */
  readonly size: number;
  readonly random: () => number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html has a million at most; this is plenty. */
const MAX_SEGMENTS = 1_000;
const EVENTS_PER_SEGMENT = 200;

async function* firstOrders(entries: AsyncIterable<LogEntry>, count: number): AsyncGenerator<LogEntry> {
  const orders = new Set<string>();
  for await (const entry of entries) {
    orders.add(entry.order);
    if (orders.size > count) return;
    yield entry;
  }
}

async function auditLogs(parts: AuditParts, entries: AsyncIterable<LogEntry>, seen: Set<string>) {
  const problems: AuditProblem[] = [];
  let events = 0;
  for await (const logs of batches(entries)) {
    for (const [order, log] of logs) {
      seen.add(order);
      events += log.length;
      problems.push(...gapsIn(order, log));
    }
    for (const model of parts.models) problems.push(...(await compareRows(model, logs, parts)));
  }
  return { events, problems };
}

function notBuilt(projection: string): AuditProblem {
  return { kind: 'missing', projection, orderId: null, field: 'generation', expected: 'served', actual: null };
}

async function* batches(entries: AsyncIterable<LogEntry>): AsyncGenerator<Logs> {
  let logs = new Map<string, LogEntry[]>();
  for await (const entry of entries) {
    const log = logs.get(entry.order);
    if (log !== undefined) {
      log.push(entry);
      continue;
    }
    if (logs.size === ORDERS_AT_ONCE) {
      yield logs;
      logs = new Map();
    }
    logs.set(entry.order, [entry]);
  }
  if (logs.size > 0) yield logs;
}

function gapsIn(orderId: string, log: readonly LogEntry[]): AuditProblem[] {
  const at = log.findIndex(({ version }, index) => version !== index + 1);
  const actual = log[at]?.version;
  if (actual === undefined) return [];
  return [{ kind: 'gap', projection: 'log', orderId, field: 'version', expected: at + 1, actual }];
}

async function compareRows(model: AuditedModel, logs: Logs, parts: AuditParts): Promise<AuditProblem[]> {
  const rows = await loadReadable(model.load, [...logs.keys()]);
  const problems: AuditProblem[] = [];
  for (const [order, log] of logs) {
    const row = rows.get(order);
    const isAhead = row !== undefined && 'version' in row && row.version > headOf(log);
    const newest = isAhead ? await Array.fromAsync(parts.logOf(order)) : log;
    problems.push(...(await compareOrder(model, { order, log: newest, row, due: model.versionAt(log) })));
  }
  return problems;
}

interface Compared {
  readonly order: string;
  readonly log: readonly LogEntry[];
  readonly row: Row | Unreadable | undefined;
  /** The version the row must have reached. */
  readonly due: number;
}

async function compareOrder(model: AuditedModel, { order, log, row, due }: Compared): Promise<AuditProblem[]> {
  const problem = (kind: AuditProblem['kind'], { field, expected, actual }: Difference): AuditProblem => {
    const values = { expected: expected ?? null, actual: actual ?? null };
    return { kind, projection: model.name, orderId: order, field, ...values };
  };
  if (row === undefined) return due > 0 ? [problem('missing', { field: 'version', expected: due, actual: null })] : [];
  if ('unreadable' in row) return [problem('different', { field: '', expected: 'a row', actual: row.unreadable })];
  if (row.version > headOf(log))
    return [problem('different', { field: 'version', expected: headOf(log), actual: row.version })];
  const difference = model.compare(row, log) ?? (await model.compareListings(row));
  return [
    ...(difference ? [problem('different', difference)] : []),
    ...(row.version < due ? [problem('behind', { field: 'version', expected: due, actual: row.version })] : []),
  ];
}

/** Orders recorded only after the logs were read are not extra. */
async function extraRows(model: AuditedModel, seen: ReadonlySet<string>, parts: AuditParts): Promise<AuditProblem[]> {
  const problems: AuditProblem[] = [];
  for await (const orderId of model.orders()) {
    if (seen.has(orderId) || (await Array.fromAsync(parts.logOf(orderId))).length > 0) continue;
    problems.push({ kind: 'extra', projection: model.name, orderId, field: '', expected: null, actual: orderId });
  }
  return problems;
}

function headOf(log: readonly LogEntry[]): number {
  return log.at(-1)?.version ?? 0;
}
