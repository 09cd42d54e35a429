/** Shows how far a long command is, on stderr: a bar where somebody watches, else a line every few seconds. */

import type { Terminal } from './terminal.ts';

export interface Progress {
  /** So many of the total are done. */
  show(done: number): void;
  /** Ends the display: what is written next begins on a line of its own. */
  end(): void;
}

const REDRAW_MS = 100;
const LINE_MS = 5_000;
const BAR_WIDTH = 24;

/** `label` says what happens, such as `publishing`. */
export function showProgress(terminal: Terminal, label: string, total: number): Progress {
  const started = terminal.now();
  let shown = terminal.watched ? 0 : started;
  let drawn = false;
  let last = 0;

  function draw(done: number): void {
    const seconds = Math.max((terminal.now() - started) / 1000, 0.001);
    const text = `${label} ${bar({ done, total, perSecond: done / seconds })}`;
    terminal.err(terminal.watched ? `\r${text}\u001B[K` : `${text}\n`);
    drawn = true;
  }

  return {
    show(done) {
      last = done;
      const now = terminal.now();
      if (now - shown < (terminal.watched ? REDRAW_MS : LINE_MS)) return;
      shown = now;
      draw(done);
    },
    end() {
      if (terminal.watched || drawn) draw(last);
      if (terminal.watched) terminal.err('\n');
    },
  };
}

interface State {
  readonly done: number;
  readonly total: number;
  /** Left out as long as it is not known. */
  readonly perSecond?: number | undefined;
}

/** A bar, and how far and how fast it is in numbers. */
export function bar({ done, total, perSecond }: State): string {
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const drawn = '█'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
  const counts = `${done.toLocaleString('en')}/${total.toLocaleString('en')}`;
  const text = `${drawn} ${Math.floor(share * 100)}% ${counts}`;
  if (perSecond === undefined) return text;
  const left = perSecond > 0 && done < total ? `, ${Math.ceil((total - done) / perSecond)} s left` : '';
  return `${text}, ${Math.round(perSecond).toLocaleString('en')}/s${left}`;
}
