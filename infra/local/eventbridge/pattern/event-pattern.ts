/** A compiled event pattern: what a pattern's text means, ready to be matched. */

/** What a leaf of an event can be. */
export type Scalar = string | number | boolean | null;

export type ValueTest = (value: Scalar) => boolean;

export interface PatternField {
  /** The names on the way to the leaf, joined by dots. */
  readonly path: string;
  /** The field matches if any test accepts any of its values … */
  readonly tests: readonly ValueTest[];
  /** … or, where this is set, if the event has no such leaf. */
  readonly mayBeAbsent: boolean;
}

export interface EventPattern {
  /** The pattern matches if all fields of any branch do; `$or` makes several. Fields are in the order of their paths. */
  readonly branches: readonly (readonly PatternField[])[];
  /** The paths of all fields, and every beginning of them. */
  readonly paths: ReadonlySet<string>;
}
