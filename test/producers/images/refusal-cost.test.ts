import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hostileFiles } from './hostile-files.ts';

const CHILD = fileURLToPath(new URL('refuse-all.ts', import.meta.url));

interface Cost {
  readonly name: string;
  readonly cpuMs: number;
  /** Since before the first file: the process never gives its peak back. */
  readonly extraMegabytes: number;
}

test('refusing a hostile file takes less than a second and 64 MB, and all of them together no more memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orderlog-hostile-'));
  const files = await hostileFiles();
  files.forEach(({ name, content }, at) => writeFileSync(join(folder, `${at} ${name.replaceAll('/', '-')}`), content));
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder]);
  rmSync(folder, { recursive: true });
  const costs = JSON.parse(stdout) as Cost[];
  expect(costs).toHaveLength(files.length);
  expect(costs.filter(({ cpuMs }) => cpuMs >= 1000)).toEqual([]);
  expect(costs.filter(({ extraMegabytes }) => extraMegabytes >= 64)).toEqual([]);
  expect(costs.at(-1)?.extraMegabytes).toBeGreaterThan(0);
});
