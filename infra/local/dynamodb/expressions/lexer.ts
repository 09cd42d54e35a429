/** Cuts an expression into tokens. */

export interface Token {
  readonly type: 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end' | 'unknown';
  readonly text: string;
  /** Where it begins in the expression. */
  readonly at: number;
}

const TOKEN =
  /[ \t\r\n]*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([0-9]+)|(<>|<=|>=|[=<>()[\].,+-])|([^]))/y;
const BLANK = /[ \t\r\n]*$/y;
const TYPES = ['word', 'name', 'value', 'number', 'symbol', 'unknown'] as const;

/** All tokens of the text, with an `end` after the last. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    BLANK.lastIndex = position;
    if (BLANK.test(text)) break;
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match === null) break;
    position = TOKEN.lastIndex;
    const group = match.slice(1).findIndex((part) => part !== undefined);
    const part = match[group + 1] ?? '';
    tokens.push({ type: TYPES[group] ?? 'unknown', text: part, at: position - part.length });
  }
  tokens.push({ type: 'end', text: '<EOF>', at: text.length });
  return tokens;
}
