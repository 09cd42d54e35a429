import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../../infra/cli/run-child.mjs', import.meta.url).href;

/** A process that runs the script in its place. */
function inPlace(script: string) {
  const runner = `import { runChild } from ${JSON.stringify(MODULE)}; runChild(process.execPath, ['-e', ${JSON.stringify(script)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', runner], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('output and exit code are those of the program', async () => {
  const child = inPlace("console.log('hello'); process.exitCode = 7;");
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  expect(await once(child, 'close')).toEqual([7, null]);
  expect(output).toBe('hello\n');
});

test('a signal is passed on, and the program decides what it means', async () => {
  const child = inPlace(
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('up');",
  );
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([3, null]);
});

test('a program ended by a signal ends its runner by the same', async () => {
  const child = inPlace("process.kill(process.pid, 'SIGKILL')");
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
});
