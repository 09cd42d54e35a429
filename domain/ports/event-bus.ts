/** A bus that carries events to whoever subscribed: at least once, in no order. */

export interface BusEvent {
  readonly source: string;
  /** The event's type; `detail-type` on the bus. */
  readonly type: string;
  /** RFC 3339: the time an archive replays it by. */
  readonly time: string;
  /** The CloudEvent, as plain JSON. */
  readonly detail: object;
}

export interface EventBus {
  /**
   * Puts the events and says of each whether the bus took it: undefined, or why not.
   * Throws `Unavailable` when nothing is known of any.
   */
  put(events: readonly BusEvent[]): Promise<readonly (Error | undefined)[]>;
}
