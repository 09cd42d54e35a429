/** Where what can never be recorded is kept, whole and with every reason, and made known. */

/** One thing that is wrong, and where: a JSON pointer into the event, empty for the whole of it. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

export type RefusalReason =
  | 'unreadable'
  | 'unroutable'
  | 'too-large'
  | 'invalid'
  | 'unknown-type'
  | 'unknown-version'
  | 'forbidden-source'
  | 'reused-id'
  /** Acceptable, but recording it fails for a reason nobody foresaw. */
  | 'failing';

/** Something that arrived and was refused for good. */
export interface Refusal {
  /** The bytes as they arrived. */
  readonly raw: Uint8Array;
  readonly reason: RefusalReason;
  readonly problems: readonly Problem[];
  /** What could be read of the event's identity. */
  readonly order?: string | undefined;
  readonly source?: string | undefined;
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  /** RFC 3339: when it arrived. */
  readonly arrivedTime: string;
}

export interface Quarantine {
  /** Keeps the refusal and announces `EventQuarantined`. The same refusal twice is kept once. Throws `Unavailable`. */
  keep(refusal: Refusal): Promise<void>;
}
