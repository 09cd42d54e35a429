/** The log: for every order a gapless sequence of events, versions 1, 2, 3 …, that is only ever appended to. */

/** A CloudEvent as it was recorded, in whatever released version it was published. */
export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly dataschema: string;
  readonly data: unknown;
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
}

/** One entry of an order's log. */
export interface LogEntry {
  readonly order: string;
  /** 1 for the order's first event. */
  readonly version: number;
  readonly event: StoredEvent;
  /** RFC 3339: when the recorder took it. */
  readonly recordedTime: string;
  /** Digest of the identities of earlier entries (see `identity-digest.ts`). */
  readonly identities: Uint8Array;
}

/** Reads are strongly consistent. Every method throws `Unavailable` when the store cannot be reached. */
export interface EventStore {
  /** The order's newest entry. */
  head(order: string): Promise<LogEntry | undefined>;
  at(order: string, version: number): Promise<LogEntry | undefined>;
  /** Entries with a version above `version`, in order; `pageSize` of them in one read, for who wants no more. */
  after(order: string, version: number, pageSize?: number): AsyncIterable<LogEntry>;
  /** Appends the entry if its version is still free; else returns the entry that has it. */
  append(entry: LogEntry): Promise<'appended' | LogEntry>;
}
