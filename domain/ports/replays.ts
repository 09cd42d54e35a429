/** Replays of the archive of recorded events to one read model's rebuild rule. */

export interface ReplayState {
  readonly state: 'running' | 'completed' | 'cancelled' | 'failed';
  /** How much of its interval it has passed, 0 to 1: the time of recording of the last event it replayed. */
  readonly share: number;
  /** Why it failed or was cancelled, if that is known. */
  readonly reason?: string;
}

/** Times are milliseconds since the epoch. Every method throws `Unavailable` when the service cannot be reached. */
export interface Replays {
  /** Replays what was recorded in the interval; a name that was used before changes nothing. */
  start(replay: { readonly name: string; readonly fromMs: number; readonly toMs: number }): Promise<void>;
  /** Undefined if there is no such replay. */
  find(name: string): Promise<ReplayState | undefined>;
  /** Ends it if it has not ended. */
  cancel(name: string): Promise<void>;
  /** How many events the archive holds, about, and since when it exists. */
  archive(): Promise<{ readonly events: number; readonly sinceMs: number }>;
  /** Replayed events that were delivered and not yet handled, about. */
  backlog(): Promise<number>;
}
