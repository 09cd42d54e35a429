/** What a mail says, before it has a form: plain text throughout, so that only the layouts know of markup. */

/** A label and what belongs to it. */
export type Row = readonly [label: string, value: string];

export interface MailContent {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Shown as a list after the paragraphs. */
  readonly points?: readonly string[];
  /** What was ordered or sent; the last row is set off as the sum if `summed`. */
  readonly table?: { readonly caption: string; readonly rows: readonly Row[]; readonly summed?: boolean };
  /** Shown after everything else. */
  readonly facts?: readonly Row[];
}

/** The same with every text on one line and well-formed: no value can break out of its place, a header least of all. */
export function tidied(content: MailContent): MailContent {
  return {
    subject: tidy(content.subject),
    heading: tidy(content.heading),
    paragraphs: content.paragraphs.map(tidy),
    ...(content.points && { points: content.points.map(tidy) }),
    ...(content.table && {
      table: { ...content.table, caption: tidy(content.table.caption), rows: content.table.rows.map(tidyRow) },
    }),
    ...(content.facts && { facts: content.facts.map(tidyRow) }),
  };
}

function tidyRow([label, value]: Row): Row {
  return [tidy(label), tidy(value)];
}

/** Controls and line separators become spaces; so do marks that turn the direction of the text around them. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim();
}
