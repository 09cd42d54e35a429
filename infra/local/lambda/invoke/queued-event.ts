/** An asynchronous event, as it arrives and as it waits. */

export interface AsyncEvent {
  readonly account: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly qualifier?: string;
  readonly clientContext?: string;
  /** JSON text. */
  readonly payload: string;
}

export interface QueuedEvent extends AsyncEvent {
  readonly receivedMs: number;
  /** How often the function was run with it. */
  readonly invokeCount: number;
  /** How often there was no capacity since. */
  readonly throttleCount: number;
}
