import { expect, it } from 'vitest';
import { showProgress } from '../../../infra/cli/progress.ts';
import { fakeTerminal } from './fake-terminal.ts';

/** Shows 0 to 100 of 100, one more every 100 ms. */
async function watch(watched: boolean): Promise<string> {
  const terminal = fakeTerminal({ watched });
  const progress = showProgress(terminal, 'counting', 100);
  for (let done = 0; done <= 100; done += 1) {
    progress.show(done);
    await terminal.sleep(100);
  }
  progress.end();
  return terminal.stderr();
}

it('redraws one line where somebody watches', async () => {
  const drawn = (await watch(true)).replaceAll('\u001B[K', '|').split('\r').slice(1);
  expect(drawn.length).toBeGreaterThan(90);
  expect(drawn[50]).toMatch(/^counting █{12}░{12} 5\d% 5\d\/100, 10\/s, 5 s left\|$/);
  expect(drawn.at(-1)).toMatch(/^counting █{24} 100% 100\/100, 10\/s\|\n$/);
});

it('writes a line every few seconds where nobody does', async () => {
  const lines = (await watch(false)).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain(' 50% 50/100, 10/s, 5 s left');
});

it('is silent where nobody watches and it is over at once', () => {
  const terminal = fakeTerminal();
  const progress = showProgress(terminal, 'counting', 1);
  progress.show(1);
  progress.end();
  expect(terminal.stderr()).toBe('');
});
