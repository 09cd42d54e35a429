import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { upOptions } from '../../../../infra/cli/up-options.ts';

test('what is not said has a default', () => {
  expect(upOptions([], { env: {} })).toEqual({
    dataDir: resolve('.orderlog'),
    httpPort: 4100,
    awsPort: 4566,
    archiveLagMs: 0,
    template: undefined,
    explain: false,
  });
  expect(upOptions([], { env: { ORDERLOG_DATA: '/data' } }).dataDir).toBe('/data');
  expect(upOptions(['--data', '/other'], { env: { ORDERLOG_DATA: '/data' } }).dataDir).toBe('/other');
  expect(upOptions(['--archive-lag', '90'], { env: {} }).archiveLagMs).toBe(90_000);
  expect(upOptions(['--memory'], { env: { ORDERLOG_DATA: '/data' } }).dataDir).toBeUndefined();
});

test.each([
  [['--port', 'http'], '--port must be a number from 0 to 65535, not "http".'],
  [['--aws-port', '70000'], '--aws-port must be a number from 0 to 65535, not "70000".'],
  [['--memory', '--data', 'x'], '--memory keeps no data: leave out --data.'],
  [['--port', '5000', '--aws-port', '5000'], '--port and --aws-port must differ.'],
  [['--archive-lag', '1.5'], '--archive-lag must be a whole number of at least 0, not "1.5".'],
  [['extra'], '"extra" is one argument too many.'],
])('%j is misuse', (args, message) => {
  expect(() => upOptions(args, { env: {} })).toThrow(expect.objectContaining({ code: 'Misused', message }) as Error);
});
