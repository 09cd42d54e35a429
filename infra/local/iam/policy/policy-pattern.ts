/** Patterns of the policy language: `*` stands for any characters, `?` for one, `${key}` for a value of the request. */

/** Values of the request's condition keys, by name in lower case; undefined where the request has none. */
export type RequestKeys = (name: string) => readonly string[] | undefined;

export type Pattern = (text: string, keys: RequestKeys) => boolean;

export interface PatternOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${key}` is a variable: only in policies of version 2012-10-17. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
  /** An ARN's first five parts each match by themselves: a wildcard there stops at a colon. */
  readonly arn?: boolean;
}

type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'wildcard'; readonly many: boolean }
  | { readonly type: 'variable'; readonly name: string; readonly fallback: string | undefined };

/** Compiles a pattern. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function policyPattern(source: string, options: PatternOptions): Pattern {
  if (source === '*' && options.wildcards) return () => true;
  const tokens = tokenize(source, options);
  if (tokens.some((token) => token.type === 'variable'))
    return (text, keys) => expression(tokens, options, keys)?.test(text) ?? false;
  if (!options.ignoreCase && tokens.every((token) => token.type === 'text')) {
    const exact = tokens.map((token) => token.text).join('');
    return (text) => text === exact;
  }
  const fixed = expression(tokens, options, () => undefined);
  return (text) => fixed?.test(text) ?? false;
}

/** Names of the variables in a pattern, in lower case. */
export function variablesOf(source: string): string[] {
  return tokenize(source, { wildcards: false, variables: true }).flatMap((token) =>
    token.type === 'variable' ? [token.name] : [],
  );
}

function tokenize(source: string, { wildcards, variables }: PatternOptions): Token[] {
  return source
    .split(/(\$\{[^}]*\}|[*?])/)
    .filter((part) => part !== '')
    .map((part): Token => {
      if (wildcards && (part === '*' || part === '?')) return { type: 'wildcard', many: part === '*' };
      if (variables && part.startsWith('${')) return variable(part.slice(2, -1));
      return { type: 'text', text: part };
    });
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'x'}` is x where the request lacks the key. */
function variable(inside: string): Token {
  if (['*', '?', '$'].includes(inside)) return { type: 'text', text: inside };
  const [name = '', fallback] = inside.split(',', 2).map((part) => part.trim());
  return { type: 'variable', name: name.toLowerCase(), fallback: fallback?.replace(/^'(.*)'$/, '$1') };
}

/** Undefined where a variable has no value: then nothing matches. */
function expression(tokens: readonly Token[], options: PatternOptions, keys: RequestKeys): RegExp | undefined {
  let colons = 0;
  let pattern = '';
  for (const token of tokens) {
    if (token.type === 'wildcard') {
      pattern += (options.arn && colons < 5 ? '[^:]' : '.') + (token.many ? '*' : '');
      continue;
    }
    const text = token.type === 'text' ? token.text : (keys(token.name)?.[0] ?? token.fallback);
    if (text === undefined) return undefined;
    colons += text.split(':').length - 1;
    pattern += text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return new RegExp(`^${pattern}$`, options.ignoreCase ? 'isu' : 'su');
}
