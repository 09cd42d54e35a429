/**
 * The durable store: one SQLite table. With a write-ahead log a commit outlives the process that made it.
 *
 * A commit costs more than most transactions do, so all those of one turn of the event loop share one: each is a
 * savepoint, and whoever must not answer before its changes are durable waits for `afterCommit`.
 */

import { DatabaseSync } from 'node:sqlite';
import { frozenValue } from './frozen-value.ts';
import type { Store, Transaction, Value } from './store.ts';
import type { Range } from './tuple-key.ts';

const PAGE = 64;
/** Many scans want the first entry only. */
const SMALL_PAGE = 4;
/** Far more than a stack has queues, tables and roles; names that do not exist are remembered too. */
const MOST_SHARED = 10_000;

interface Row {
  readonly key: string;
  readonly value: string | Uint8Array;
}

/** Opens (or creates) the store in `file`; `:memory:` keeps it in this process. */
export function sqliteStore(file: string): Store {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 8000;
    PRAGMA cache_size = -24576;
    CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
  `);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const savepoint = database.prepare('SAVEPOINT one');
  const release = database.prepare('RELEASE one');
  const rollback = database.prepare('ROLLBACK TO one');
  const select = database.prepare('SELECT value FROM entries WHERE key = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM entries WHERE key = ?');
  const forward = database.prepare('SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ?');
  const keysOnly = database.prepare('SELECT key FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ?');
  const backward = database.prepare(
    'SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT ?',
  );

  let writes = 0;

  /** A write under way makes what was fetched ahead stale: the scan then goes on with what is there now. */
  function* scan<T>(range: Range, options?: { readonly reverse?: boolean }): Generator<readonly [string, T]> {
    let { from, to } = range;
    let size = SMALL_PAGE;
    for (;;) {
      const page = (options?.reverse ? backward : forward).all(from, to, size) as unknown as Row[];
      const fetchedAt = writes;
      for (const row of page) {
        yield [row.key, decode(row.value) as T];
        if (options?.reverse) to = row.key;
        else from = row.key + '\u0000';
        if (writes !== fetchedAt) break;
      }
      const isCurrent = writes === fetchedAt;
      if (isCurrent && page.length < size) return;
      size = isCurrent ? PAGE : SMALL_PAGE;
    }
  }

  /** What `getShared` gave out, as long as it is true. */
  const shared = new Map<string, unknown>();

  function get<T>(key: string): T | undefined {
    const row = select.get(key) as unknown as Row | undefined;
    return row === undefined ? undefined : (decode(row.value) as T);
  }

  const tx: Transaction = {
    get,
    getShared<T>(key: string) {
      const known = shared.get(key) as T | undefined;
      if (known !== undefined || shared.has(key)) return known;
      const value = frozenValue(get<T>(key));
      if (shared.size >= MOST_SHARED) shared.clear();
      shared.set(key, value);
      return value;
    },
    put(key, value) {
      writes += 1;
      shared.delete(key);
      upsert.run(key, encode(value));
    },
    delete(key) {
      writes += 1;
      shared.delete(key);
      remove.run(key);
    },
    scan,
    keys: ({ from, to }, limit) => keysOnly.all(from, to, limit).map((row) => (row as unknown as Row).key),
  };

  let open = false;
  const waiting: (() => void)[] = [];

  function commitShared(): void {
    if (!open) return;
    open = false;
    commit.run();
    for (const done of waiting.splice(0)) done();
  }

  return {
    transaction(work) {
      if (!open) {
        begin.run();
        open = true;
        setImmediate(commitShared);
      }
      savepoint.run();
      try {
        const result = work(tx);
        release.run();
        return result;
      } catch (error) {
        shared.clear();
        rollback.run();
        release.run();
        throw error;
      }
    },
    afterCommit(done) {
      if (open) waiting.push(done);
      else done();
    },
    close() {
      commitShared();
      database.close();
    },
  };
}

function encode(value: Value): string | Uint8Array {
  return value instanceof Uint8Array ? value : JSON.stringify(value);
}

function decode(stored: string | Uint8Array): Value {
  return typeof stored === 'string' ? JSON.parse(stored) : stored;
}
