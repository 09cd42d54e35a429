/**
 * The layout of a mail as HTML: one column, styles inline because mail readers drop others, nothing fetched from
 * anywhere. Where a reader honours the style sheet, colours follow its dark mode; where it inverts them, they survive it.
 */

import type { MailContent, Row } from './mail-content.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #15181c !important; }
  .card { background: #1f242a !important; border-color: #39424c !important; }
  .ink { color: #eef1f4 !important; }
  .faint { color: #a9b4bf !important; }
  .line { border-color: #39424c !important; }
}`;

/** `content` is tidied. */
export function html(content: MailContent, footer: string): string {
  const { subject, heading, paragraphs, points, table, facts } = content;
  const ink = `${FONT};font-size:16px;line-height:1.5;color:#1c2126`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
<style>${DARK}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #d9dfe5;border-radius:8px">
<tr><td style="padding:28px;overflow-wrap:anywhere">
<h1 class="ink" style="${FONT};font-size:22px;line-height:1.3;color:#1c2126;margin:0 0 16px">${escaped(heading)}</h1>
${paragraphs.map((text) => `<p class="ink" style="${ink};margin:0 0 16px">${escaped(text)}</p>`).join('\n')}
${points ? listOf(points, ink) : ''}
${table ? tableOf(table, ink) : ''}
${facts ? factsOf(facts) : ''}
</td></tr>
</table>
<p class="faint" style="${FONT};font-size:13px;line-height:1.5;color:#5b6670;margin:16px 0 0;max-width:560px">${escaped(footer)}</p>
</td></tr>
</table>
</body>
</html>
`;
}

function listOf(points: readonly string[], ink: string): string {
  const items = points.map((point) => `<li style="margin:0 0 8px">${escaped(point)}</li>`).join('');
  return `<ul class="ink" style="${ink};margin:0 0 16px;padding:0 0 0 20px">${items}</ul>`;
}

function tableOf({ caption, rows, summed }: NonNullable<MailContent['table']>, ink: string): string {
  const row = ([label, value]: Row, at: number): string => {
    const isSum = summed === true && at === rows.length - 1;
    const cell = `${ink};padding:8px 0;border-top:${isSum ? 2 : 1}px solid #d9dfe5${isSum ? ';font-weight:bold' : ';font-weight:normal'}`;
    return `<tr><th scope="row" class="ink line" style="${cell};text-align:left">${escaped(label)}</th><td class="ink line" style="${cell};padding-left:16px;text-align:right;white-space:nowrap;vertical-align:top">${escaped(value)}</td></tr>`;
  };
  return `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 16px">
<caption class="faint" style="${FONT};font-size:13px;color:#5b6670;text-align:left;padding:0 0 8px">${escaped(caption)}</caption>
${rows.map(row).join('\n')}
</table>`;
}

function factsOf(facts: readonly Row[]): string {
  const fact = ([label, value]: Row): string => `<strong>${escaped(label)}:</strong> ${escaped(value)}`;
  return `<p class="ink" style="${FONT};font-size:14px;line-height:1.7;color:#1c2126;margin:0">${facts.map(fact).join('<br>')}</p>`;
}

/** Text as it may stand in an element or in an attribute between quotes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
