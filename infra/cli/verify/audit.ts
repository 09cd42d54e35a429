/** Compares every log with itself and every read model with a fresh fold of the logs. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { firstDifference, type Difference } from './first-difference.ts';
import { loadReadable } from './load-readable.ts';

export interface AuditProblem {
  /**
   * `gap`: a log lacks a version. `missing`: an order has no row. `extra`: a row's order has no log. `behind`: a row has
   * not seen the newest events. `different`: it has, and is not their fold.
   */
  readonly kind: 'gap' | 'missing' | 'extra' | 'different' | 'behind';
  /** The read model's name; `log` for the event store itself. */
  readonly projection: string;
  /** Null where it is about sums over orders. */
  readonly orderId: string | null;
  readonly field: string;
  /** Null, as `actual`, where there is nothing. */
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Audit {
  readonly ok: boolean;
  readonly orders: number;
  readonly events: number;
  readonly problems: readonly AuditProblem[];
}

/** A read model that keeps one row for each order. */
export interface AuditedModel {
  readonly name: string;
  /** What a row must hold after these events, the whole log up to some version. */
  readonly fold: (order: string, log: readonly LogEntry[]) => unknown;
  /** What the rows of these orders do hold. */
  readonly load: (orders: readonly string[]) => Promise<ReadonlyMap<string, AuditedRow>>;
  /** Every order that has a row. */
  readonly orders: () => AsyncIterable<string>;
}

export interface AuditedRow {
  readonly version: number;
  readonly content: unknown;
}

/** Sums over all orders: `add` is given each log once, `problems` compares when all are in. */
export interface AuditedSums {
  readonly add: (order: string, log: readonly LogEntry[]) => void;
  readonly problems: () => Promise<readonly AuditProblem[]>;
}

export interface AuditParts {
  /** Every log, one after another, each by version. */
  readonly log: () => AsyncIterable<LogEntry>;
  /** One log as it is now. */
  readonly logOf: (order: string) => AsyncIterable<LogEntry>;
  readonly models: readonly AuditedModel[];
  readonly sums: AuditedSums;
}

type Logs = ReadonlyMap<string, readonly LogEntry[]>;

/** Rows are loaded for this many orders at once. */
const ORDERS_AT_ONCE = 100;

/** Memory holds the ids of all orders and the logs of a hundred. Rejects with `Unavailable`. */
export async function audit(parts: AuditParts): Promise<Audit> {
  const seen = new Set<string>();
  const problems: AuditProblem[] = [];
  let events = 0;
  for await (const logs of batches(parts.log())) {
    for (const [order, log] of logs) {
      seen.add(order);
      events += log.length;
      problems.push(...gapsIn(order, log));
      parts.sums.add(order, log);
    }
    for (const model of parts.models) problems.push(...(await compareRows(model, logs, parts)));
  }
  for (const model of parts.models) problems.push(...(await extraRows(model, seen, parts)));
  problems.push(...(await parts.sums.problems()));
  return { ok: problems.length === 0, orders: seen.size, events, problems };
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
    const head = headOf(log);
    const newest = row !== undefined && row.version > head ? await Array.fromAsync(parts.logOf(order)) : log;
    problems.push(...compareRow(model, { order, log: newest, row, head }));
  }
  return problems;
}

interface Compared {
  readonly order: string;
  readonly log: readonly LogEntry[];
  readonly row: AuditedRow | undefined;
  /** The version the row must have reached. */
  readonly head: number;
}

function compareRow({ name, fold }: AuditedModel, { order, log, row, head }: Compared): AuditProblem[] {
  const problem = (kind: AuditProblem['kind'], { field, expected, actual }: Difference): AuditProblem => {
    return { kind, projection: name, orderId: order, field, expected: expected ?? null, actual: actual ?? null };
  };
  if (row === undefined) return [problem('missing', { field: 'version', expected: head, actual: null })];
  const { version, content } = row;
  if (version > headOf(log))
    return [problem('different', { field: 'version', expected: headOf(log), actual: version })];
  const known = log.filter((entry) => entry.version <= version);
  const difference = firstDifference(fold(order, known), content);
  return [
    ...(difference ? [problem('different', difference)] : []),
    ...(version < head ? [problem('behind', { field: 'version', expected: head, actual: version })] : []),
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
