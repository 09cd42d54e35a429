import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryStore } from '../../../../infra/local/kernel/memory-store.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the store in memory', memoryStore);
storeContract('the store in SQLite', () => sqliteStore(':memory:'));

test('the store in SQLite keeps what was committed, and only that', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  try {
    const file = join(directory, 'state.db');
    const first = sqliteStore(file);
    first.transaction((tx) => tx.put('kept', { bytes: false }));
    expect(() =>
      first.transaction((tx) => {
        tx.put('lost', 1);
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    first.close();
    const second = sqliteStore(file);
    expect(second.transaction((tx) => [...tx.scan({ from: '', to: '\uffff' })])).toEqual([['kept', { bytes: false }]]);
    second.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
