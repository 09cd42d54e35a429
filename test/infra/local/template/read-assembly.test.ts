import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAssembly } from '../../../../infra/local/template/read-assembly.ts';

function assembly(files: Record<string, unknown>): string {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-assembly-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), JSON.stringify(content));
  return directory;
}

const stack = (templateFile: string) => ({
  type: 'aws:cloudformation:stack',
  dependencies: ['S.assets'],
  properties: { templateFile, stackName: 'Shop' },
});

test('the stack is read with its assets where they lie on this machine', () => {
  const directory = assembly({
    'manifest.json': {
      artifacts: { S: stack('t.json'), 'S.assets': { type: 'cdk:asset-manifest', properties: { file: 'a.json' } } },
    },
    't.json': { Resources: {} },
    'a.json': {
      files: {
        abc: {
          source: { path: 'asset.abc', packaging: 'zip' },
          destinations: { here: { bucketName: 'b', objectKey: 'abc.zip' } },
        },
      },
    },
  });
  const { stackName, template, assets } = readAssembly(directory);
  expect(stackName).toBe('Shop');
  expect(template).toEqual({ Resources: {} });
  expect([...assets]).toEqual([['abc.zip', join(directory, 'asset.abc')]]);
});

test('a directory that is no assembly, or holds several stacks, is refused', () => {
  expect(() => readAssembly('/nowhere')).toThrow(/manifest.json cannot be read: ENOENT/);
  const two = assembly({ 'manifest.json': { artifacts: { S: stack('s.json'), T: stack('t.json') } } });
  expect(() => readAssembly(two)).toThrow(/holds 2 stacks \(S, T\)/);
});
