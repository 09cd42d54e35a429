/** The layout of a mail as plain text. */

import type { MailContent, Row } from './mail-content.ts';

const WIDTH = 72;

/** `content` is tidied. */
export function plainText({ heading, paragraphs, points, table, facts }: MailContent, footer: string): string {
  const blocks = [
    `${heading}\n${'='.repeat(Math.min(WIDTH, [...heading].length))}`,
    ...paragraphs.map((paragraph) => wrapped(paragraph, '')),
    ...(points ? [points.map((point) => `- ${wrapped(point, '  ')}`).join('\n')] : []),
    ...(table ? [`${table.caption}:\n\n${rows(table.rows, table.summed ?? false)}`] : []),
    ...(facts ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    `--\n${wrapped(footer, '')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rows(table: readonly Row[], summed: boolean): string {
  const wide = Math.max(...table.map(([label]) => [...label].length));
  const right = Math.max(...table.map(([, value]) => [...value].length));
  const lines = table.map(
    ([label, value]) => `  ${padded(label, wide)}  ${' '.repeat(right - [...value].length)}${value}`,
  );
  const rule = `  ${'-'.repeat(wide + 2 + right)}`;
  return (summed ? lines.toSpliced(-1, 0, rule) : lines).map((line) => line.trimEnd()).join('\n');
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - [...text].length);
}

/** Breaks lines between words; a word that is longer than a line stays whole. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}
