import { expect, it } from 'vitest';
import { rebuildArguments } from '../../../../infra/cli/rebuild/rebuild-arguments.ts';

const DEFAULTS = { from: 'archive', detach: false, json: false, data: undefined, stage: undefined };

it.each([
  [['order'], { action: 'rebuild', name: 'order' }],
  [['all', '--from', 'store', '--detach'], { action: 'rebuild', name: 'all', from: 'store', detach: true }],
  [['order', '--dry-run'], { action: 'estimate', name: 'order' }],
  [['status'], { action: 'status', name: 'all' }],
  [['status', 'sales', '--json'], { action: 'status', name: 'sales', json: true }],
  [['cancel', 'all'], { action: 'cancel', name: 'all' }],
  [['rollback', 'order', '--stage', 'x'], { action: 'rollback', name: 'order', stage: 'x' }],
])('understands %j', (args, expected) => {
  expect(rebuildArguments(args)).toEqual({ ...DEFAULTS, ...expected });
});

it.each([
  [[], 'the name of a read model is missing'],
  [['--from', 'store'], 'the name of a read model is missing'],
  [['cancel'], 'the name of a read model is missing'],
  [['rollback'], 'the name of a read model is missing'],
  [['order', 'sales'], '"sales" is one argument too many'],
  [['status', 'order', 'sales'], '"sales" is one argument too many'],
  [['order', '--from', 'tape'], '--from must be archive or store, not "tape"'],
  [['order', '--dry-run', '--detach'], '--dry-run starts nothing: leave out --detach'],
  [['status', '--from', 'store'], 'they mean nothing to "status"'],
  [['cancel', 'order', '--detach'], 'they mean nothing to "cancel"'],
  [['rollback', 'order', '--dry-run'], 'they mean nothing to "rollback"'],
  [['order', '--form', 'store'], "Unknown option '--form'"],
])('%j is misuse', (args, message) => {
  expect(() => rebuildArguments(args)).toThrow(
    expect.objectContaining({ code: 'Misused', message: expect.stringContaining(message) as string }) as Error,
  );
});
