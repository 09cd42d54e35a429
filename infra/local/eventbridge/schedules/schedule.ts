/** When a scheduled rule fires. */
export interface Schedule {
  /** The first time after this one, in milliseconds; undefined if there is none any more. */
  readonly nextMs: (afterMs: number) => number | undefined;
}
