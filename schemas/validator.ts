/** The shape of a generated validator: a function that leaves what it found wrong on itself. */

/** One violated keyword of a schema. */
export interface Violation {
  /** JSON Pointer to the value; for a missing or unknown property, to the object. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator {
  (value: unknown): boolean;
  /** Of the last call. */
  errors?: readonly Violation[] | null;
}
