/** Shows how far several rebuilds are at once, on stderr: a line for each where somebody watches, else one now and then. */

import { bar } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import type { BuildProgress } from './describe-phase.ts';
import { paceMeter } from './pace-meter.ts';

export interface ProgressBoard {
  show(name: string, progress: BuildProgress): void;
  /** Takes away the line of what has ended. */
  remove(name: string): void;
  /** Writes a line that stays. */
  say(line: string): void;
}

/** Where nobody watches: so often while nothing but numbers change. */
const LINE_MS = 5_000;
/** Lines are cut off at the terminal's edge, so that as many are drawn as are erased. */
const NO_WRAP = '\u001B[?7l';
const WRAP = '\u001B[?7h';
const ERASE_BELOW = '\u001B[J';

export function progressBoard(terminal: Terminal, names: readonly string[]): ProgressBoard {
  const width = Math.max(...names.map((name) => name.length));
  const lines = new Map<string, string>();
  const said = new Map<string, { readonly phase: string; readonly atMs: number }>();
  const meter = paceMeter(terminal.now);
  let drawn = 0;

  function draw(above = ''): void {
    if (!terminal.watched) return terminal.err(above);
    const up = drawn > 0 ? `\u001B[${drawn}A` : '';
    const text = [...lines.values()].map((line) => `${line}\n`).join('');
    terminal.err(`\r${up}${ERASE_BELOW}${above}${NO_WRAP}${text}${WRAP}`);
    drawn = lines.size;
  }

  return {
    show(name, progress) {
      const line = `${name.padEnd(width)}  ${describe(progress, terminal.now(), meter(name, progress))}`;
      if (terminal.watched) {
        lines.set(name, line);
        return draw();
      }
      const last = said.get(name);
      if (last?.phase === progress.phase && terminal.now() - last.atMs < LINE_MS) return;
      said.set(name, { phase: progress.phase, atMs: terminal.now() });
      terminal.err(`${line}\n`);
    },
    remove(name) {
      if (lines.delete(name)) draw();
    },
    say: (line) => draw(`${line}\n`),
  };
}

function describe({ phase, events, untilMs }: BuildProgress, nowMs: number, perSecond: number | undefined): string {
  if (events !== undefined) return `${phase.padEnd(9)} ${bar({ ...events, perSecond })}`;
  const seconds = untilMs === undefined ? 0 : Math.ceil((untilMs - nowMs) / 1000);
  return seconds > 0 ? `${phase}, at most ${seconds} s left` : phase;
}
