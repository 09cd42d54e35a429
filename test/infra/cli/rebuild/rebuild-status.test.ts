import { expect, it } from 'vitest';
import { describeStatus, statusDocument } from '../../../../infra/cli/rebuild/rebuild-status.ts';
import { building, idle, over } from './scripted-target.ts';

it('tells what is served where nothing else is to be told', () => {
  const status = statusDocument(idle());
  expect(status).toEqual({
    projection: 'order',
    served: { generation: 1, fold: 1, since: '1970-01-01T00:00:00Z' },
    previous: null,
    building: null,
    removing: [],
    last: null,
  });
  expect(describeStatus(status)).toBe('order: generation 1 (fold 1) is served since 1970-01-01T00:00:00Z\n');
});

it('tells how far a build is', () => {
  const status = statusDocument(building({ name: 'replay', replay: 'r' }, { replayed: 42 }));
  expect(status.building).toMatchObject({ generation: 2, from: 'archive', phase: 'replaying', done: 42, total: 100 });
  expect(describeStatus(status)).toContain(
    '  next: generation 2 (fold 1) from the archive, since 1970-01-01T00:00:00Z: replaying 42 of 100 events\n',
  );
});

it('tells what can be rolled back to, what is removed, and how the last rebuild ended', () => {
  const difference = { kind: 'different', projection: 'order', orderId: null, field: 'x', expected: 1, actual: 2 };
  const end = { result: 'refused', reason: 'It differs.', differences: [difference] } as const;
  const answer = over(end, {
    previous: { number: 4, fold: 1, untilMs: 60_000 },
    removing: [{ number: 2, fold: 1, afterMs: 0 }],
  });
  const text = describeStatus(statusDocument(answer));
  expect(text).toContain(
    '  before: generation 4 (fold 1); can be rolled back to at once, at least until 1970-01-01T00:01:00Z\n',
  );
  expect(text).toContain('  being removed: generation 2\n');
  expect(text).toContain(
    '  last: generation 2 (fold 1) was refused on 1970-01-01T00:00:04Z after 4.0 s: It differs.\n',
  );
  expect(text).toContain('    different order (sums) x: expected 1, is 2\n');
});

it('says that nothing is served yet', () => {
  const { record, ...answer } = building({ name: 'drain', untilMs: 0 });
  Reflect.deleteProperty(record, 'served');
  expect(describeStatus(statusDocument({ ...answer, record }))).toMatch(/^order: no generation is served yet\n/);
});
