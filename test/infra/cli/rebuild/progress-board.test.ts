import { expect, it } from 'vitest';
import { progressBoard } from '../../../../infra/cli/rebuild/progress-board.ts';
import { fakeTerminal } from '../fake-terminal.ts';

const ESCAPE = /^.\[\??(\d*)([A-Za-z])/;

/** What a person sees: the lines on the screen after everything that was written. */
function screen(written: string): string[] {
  const lines = [''];
  let at = 0;
  for (let text = written; text !== '';) {
    const [escape, count = '', code = ''] = text.startsWith('\u001B') ? (ESCAPE.exec(text) ?? []) : [];
    const taken = escape ?? text.charAt(0);
    text = text.slice(taken.length);
    if (code === 'A') at -= Number(count);
    else if (code === 'J') lines.splice(at, lines.length, '');
    else if (taken === '\n') lines[(at += 1)] ??= '';
    else if (escape === undefined && taken !== '\r') lines[at] += taken;
  }
  return lines;
}

it('keeps a line for each where somebody watches, below what it has to say', async () => {
  const terminal = fakeTerminal({ watched: true });
  const board = progressBoard(terminal, ['order', 'sales']);
  board.show('order', { phase: 'waiting for projectors', untilMs: 2_000 });
  board.show('sales', { phase: 'replaying', events: { done: 10, total: 100 } });
  await terminal.sleep(1_000);
  board.say('sales: gone; trying again');
  board.show('order', { phase: 'waiting for projectors', untilMs: 2_000 });
  board.show('sales', { phase: 'replaying', events: { done: 30, total: 100 } });
  expect(screen(terminal.stderr())).toEqual([
    'sales: gone; trying again',
    'order  waiting for projectors, at most 1 s left',
    'sales  replaying ███████░░░░░░░░░░░░░░░░░ 30% 30/100, 20/s, 4 s left',
    '',
  ]);
  board.remove('order');
  board.remove('sales');
  expect(screen(terminal.stderr())).toEqual(['sales: gone; trying again', '']);
});

it('writes a line for each phase, and every few seconds, where nobody does', async () => {
  const terminal = fakeTerminal();
  const board = progressBoard(terminal, ['order']);
  for (let done = 0; done <= 100; done += 10) {
    board.show('order', { phase: 'sweeping', events: { done, total: 100 } });
    await terminal.sleep(1_000);
  }
  board.show('order', { phase: 'comparing sums' });
  board.remove('order');
  const lines = terminal.stderr().trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(' 50% 50/100, 10/s, 5 s left');
  expect(lines[3]).toBe('order  comparing sums');
});
