/** What every store must do; run on each of them. */

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Transaction } from '../../../../infra/local/kernel/store.ts';
import { key, past, within } from '../../../../infra/local/kernel/tuple-key.ts';
import { modelCommand, type Model } from './store-model.ts';

const EVERYTHING = { from: '', to: '\uffff' };

export function storeContract(name: string, open: () => Store): void {
  describe(name, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    const run = <T>(work: (tx: Transaction) => T): T => store.transaction(work);
    const keys = (range = EVERYTHING, reverse = false): string[] =>
      run((tx) => [...tx.scan(range, { reverse })].map(([found]) => found));
    const fill = (count: number): string[] => {
      const names = Array.from({ length: count }, (_, at) => key('n', at));
      run((tx) => names.forEach((one, at) => tx.put(one, at)));
      return names;
    };

    test('gives back what was put, and nothing for what was not or is no more', () => {
      run((tx) => {
        tx.put('a', { nested: [1, null, 'ü', { deep: true }] });
        tx.put('b', 1);
        tx.put('b', 2);
        tx.put('c', 3);
        tx.delete('c');
        tx.delete('never');
      });
      const read = run((tx) => ['a', 'b', 'c', 'never'].map((one) => tx.get(one)));
      expect(read).toEqual([{ nested: [1, null, 'ü', { deep: true }] }, 2, undefined, undefined]);
    });

    test('keeps bytes as bytes', () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
      run((tx) => {
        tx.put('bytes', bytes);
        tx.put('none', new Uint8Array(0));
      });
      const [read, none] = run((tx) => [tx.get<Uint8Array>('bytes'), tx.get<Uint8Array>('none')]);
      expect(Buffer.from(read ?? [])).toEqual(Buffer.from(bytes));
      expect(read).toBeInstanceOf(Uint8Array);
      expect(none).toHaveLength(0);
      expect(run((tx) => [...tx.scan<Uint8Array>(EVERYTHING)].map(([, value]) => value.length))).toEqual([256, 0]);
    });

    test('hands out copies, in and out', () => {
      const bytes = new Uint8Array([1]);
      const object = { count: 1 };
      run((tx) => {
        tx.put('bytes', bytes);
        tx.put('object', object);
      });
      bytes[0] = 9;
      object.count = 9;
      run((tx) => {
        const [readBytes, readObject] = [tx.get<Uint8Array>('bytes'), tx.get<{ count: number }>('object')];
        if (readBytes) readBytes[0] = 8;
        if (readObject) readObject.count = 8;
      });
      expect(run((tx) => [tx.get<Uint8Array>('bytes')?.[0], tx.get('object')])).toEqual([1, { count: 1 }]);
    });

    test('shares one frozen value between readers until it is written', () => {
      const shared = (name: string) => run((tx) => tx.getShared<{ list: number[] }>(name));
      expect(shared('config')).toBeUndefined();
      run((tx) => tx.put('config', { list: [1] }));
      expect(shared('config')).toEqual({ list: [1] });
      expect(() => shared('config')?.list.push(2)).toThrow(TypeError);
      run((tx) => tx.put('config', { list: [2] }));
      expect(shared('config')).toEqual({ list: [2] });
      const failing = () =>
        run((tx) => {
          tx.put('config', { list: [3] });
          expect(tx.getShared('config')).toEqual({ list: [3] });
          throw new Error('on purpose');
        });
      expect(failing).toThrow('on purpose');
      expect(shared('config')).toEqual({ list: [2] });
      run((tx) => tx.delete('config'));
      expect(shared('config')).toBeUndefined();
    });

    test('scans in key order or reversed, from the first key of the range to before its end', () => {
      const names = fill(300);
      expect(keys()).toEqual(names);
      expect(keys(EVERYTHING, true)).toEqual(names.toReversed());
      const range = { from: names[7] ?? '', to: names[200] ?? '' };
      expect(keys(range)).toEqual(names.slice(7, 200));
      expect(keys(range, true)).toEqual(names.slice(7, 200).toReversed());
      expect(keys({ from: past(names[7] ?? ''), to: within('n').to })).toEqual(names.slice(8));
      expect(keys({ from: 'z', to: 'a' })).toEqual([]);
    });

    test('gives the first keys of a range, in order, without their values', () => {
      const names = fill(300);
      expect(run((tx) => tx.keys(EVERYTHING, 1_000))).toEqual(names);
      expect(run((tx) => tx.keys(EVERYTHING, 3))).toEqual(names.slice(0, 3));
      expect(run((tx) => tx.keys({ from: names[7] ?? '', to: names[9] ?? '' }, 5))).toEqual(names.slice(7, 9));
      expect(run((tx) => tx.keys({ from: 'z', to: 'a' }, 5))).toEqual([]);
    });

    test('a scan may be left at any time, and several may be under way', () => {
      const names = fill(200);
      run((tx) => {
        for (const [outer] of tx.scan(EVERYTHING)) {
          const inner = [...tx.scan({ from: outer, to: EVERYTHING.to })];
          expect(inner[0]?.[0]).toBe(outer);
          if (outer === names[99]) break;
        }
      });
      expect(keys()).toHaveLength(200);
    });

    test('a scan sees what is written and deleted ahead of it', () => {
      const names = fill(10);
      const seen: string[] = [];
      run((tx) => {
        for (const [name] of tx.scan(EVERYTHING)) {
          seen.push(name);
          if (name === names[2]) {
            tx.delete(names[3] ?? '');
            tx.delete(names[0] ?? '');
            tx.put(key('n', 4, 'new'), 'ahead');
            tx.put(key('n', 1, 'new'), 'behind');
          }
        }
      });
      expect(seen).toEqual([...names.slice(0, 3), names[4], key('n', 4, 'new'), ...names.slice(5)]);
    });

    test('each entry may be deleted as the scan comes to it, in both directions', () => {
      for (const reverse of [false, true]) {
        fill(300);
        const deleted = run((tx) => {
          let count = 0;
          for (const [name] of tx.scan(EVERYTHING, { reverse })) {
            tx.delete(name);
            count += 1;
          }
          return count;
        });
        expect(deleted).toBe(300);
        expect(keys()).toEqual([]);
      }
    });

    test('reads its own writes before they are committed', () => {
      run((tx) => {
        tx.put('a', 1);
        expect(tx.get('a')).toBe(1);
        expect([...tx.scan(EVERYTHING)]).toEqual([['a', 1]]);
      });
    });

    test('a transaction that throws has changed nothing', () => {
      const names = fill(100);
      const failing = () =>
        run((tx) => {
          for (const name of names) tx.delete(name);
          tx.put('new', 1);
          throw new Error('on purpose');
        });
      expect(failing).toThrow('on purpose');
      expect(keys()).toEqual(names);
      expect(run((tx) => tx.get(names[5] ?? ''))).toBe(5);
    });

    test('does what a sorted map does', () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.array(modelCommand(), { maxLength: 12 }), fc.boolean()), { maxLength: 6 }),
          (batches) => {
            const fresh = open();
            const model: Model = new Map();
            for (const [commands, fails] of batches) {
              const draft: Model = new Map(model);
              const batch = (tx: Transaction): void => {
                for (const command of commands) command.run(tx, draft);
                if (fails) throw new Error('rolled back');
              };
              if (fails) expect(() => fresh.transaction(batch)).toThrow('rolled back');
              else fresh.transaction(batch);
              if (!fails) model.clear();
              if (!fails) for (const [name, value] of draft) model.set(name, value);
            }
            fresh.close();
          },
        ),
        { numRuns: 150 },
      );
    });
  });
}
