/** What became of a rebuild, for a person. */

import { problemLine } from '../problem-line.ts';
import type { RebuildResult } from './rebuild-result.ts';

/** One line, with the first differences below it where there are any. */
export function describeResult(result: RebuildResult): string {
  const lines = result.differences.map((problem) => `  ${problemLine(problem)}\n`);
  return `${result.projection}: ${outcome(result)}\n${lines.join('')}`;
}

function outcome(result: RebuildResult): string {
  const { projection, generation, fold, reason } = result;
  const made = `generation ${generation} (fold ${fold})`;
  switch (result.result) {
    case 'served':
      return `${made} is served${measured(result)}`;
    case 'refused':
    case 'failed':
    case 'cancelled':
      return `${made} is not served, but ${result.result}. ${reason ?? 'Why is not known.'}`;
    case 'rolled-back':
      return `${made} was served, and rolled back since`;
    case 'running':
      return [
        ...(reason === null ? [] : [reason]),
        `The build of ${made} goes on by itself: "orderlog rebuild status ${projection}" shows how far it is,`,
        `"orderlog rebuild cancel ${projection}" gives it up.`,
      ].join(' ');
    case 'not-started':
      return `not rebuilt. ${reason}`;
  }
}

/** How long it took, and how large it is. */
function measured({ seconds, events, rows }: RebuildResult): string {
  const took = seconds === null ? '' : ` after ${seconds.toFixed(1)} s`;
  const size = [
    ...(events === null ? [] : [counted(events, 'event')]),
    ...(rows === null ? [] : [counted(rows, 'row')]),
  ];
  return size.length === 0 ? took : `${took}: ${size.join(', ')}`;
}

function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
