/** What expressions say, once parsed: independent of any request, so that a parsed text can be kept. */

/** Steps into a document. A name beginning in `#` is a placeholder; a number is a list index. */
type PathSteps = readonly (string | number)[];

export interface Path {
  readonly type: 'path';
  readonly steps: PathSteps;
}

/** `:name`, to be looked up in ExpressionAttributeValues. */
export interface Placeholder {
  readonly type: 'value';
  readonly name: string;
}

export interface Call {
  readonly type: 'call';
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Operand = Path | Placeholder | Call;

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface Comparison {
  readonly type: 'compare';
  readonly operator: Comparator;
  readonly left: Operand;
  readonly right: Operand;
}

export interface Between {
  readonly type: 'between';
  readonly operand: Operand;
  readonly lower: Operand;
  readonly upper: Operand;
}

export interface In {
  readonly type: 'in';
  readonly operand: Operand;
  readonly candidates: readonly Operand[];
}

export type Leaf = Comparison | Between | In | Call;

export type Condition =
  | { readonly type: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly type: 'not'; readonly condition: Condition }
  | Leaf;

/** The right side of a SET: an operand, or two with a sign between. */
export type SetValue =
  | Operand
  | { readonly type: 'arithmetic'; readonly operator: '+' | '-'; readonly left: Operand; readonly right: Operand };

export type UpdateAction =
  | { readonly type: 'SET'; readonly path: Path; readonly value: SetValue }
  | { readonly type: 'REMOVE'; readonly path: Path }
  | { readonly type: 'ADD' | 'DELETE'; readonly path: Path; readonly value: Placeholder };

/** A parsed text with what can be said about it without a request. */
export interface Parsed<T> {
  readonly tree: T;
  /** Why AWS would refuse it whatever names and values come with it. */
  readonly problem: string | undefined;
  /** Placeholders it uses. */
  readonly names: readonly string[];
  readonly values: readonly string[];
  /** Every path it mentions. */
  readonly paths: readonly Path[];
}
