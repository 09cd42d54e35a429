/** What Kinesis and DynamoDB streams have in common for a mapping that reads them. */

/** Where in a shard reading goes on. */
export type Position =
  | { readonly type: 'TRIM_HORIZON' }
  | { readonly type: 'AT_TIMESTAMP'; readonly timestamp: number }
  | { readonly type: 'AFTER'; readonly sequenceNumber: string };

export interface Shard {
  readonly id: string;
  readonly parentIds: readonly string[];
  /** Takes no more records. */
  readonly closed: boolean;
}

export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Records of one key stay in order. */
  readonly orderKey: string;
  /** Milliseconds since the epoch. */
  readonly arrivalMs: number;
  /** As the function receives it. */
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly records: readonly StreamRecord[];
  /** The shard is closed and has nothing after these records. */
  readonly end: boolean;
}

/** Reads one stream as a function's role; throws the stream service's errors. */
export interface StreamSource {
  shards(): Shard[];
  /** Records after a position, at most `limit`; none at the tip of the shard. */
  read(shardId: string, position: Position, limit: number): Page;
  /** The position from which only records yet to come are read. */
  tip(shardId: string): Position;
}

/** Orders sequence numbers, which are whole numbers of any length. */
export function compareSequenceNumbers(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The earlier of two positions of one shard. */
export function earlier(one: Position, other: Position): Position {
  if (one.type !== 'AFTER') return one;
  if (other.type !== 'AFTER') return other;
  return compareSequenceNumbers(one.sequenceNumber, other.sequenceNumber) < 0 ? one : other;
}
