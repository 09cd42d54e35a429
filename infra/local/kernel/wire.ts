/** An HTTP exchange as the services see it, without the transport. */

import type { Context } from './context.ts';

export interface WireRequest {
  readonly method: string;
  /** The path as sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/**
 * An answer that comes later: when `topic` is signalled, or at `untilMs`, whichever is first. What the operation wrote
 * is committed; `resume` goes on in a transaction of its own, and may wait again (long polls, synchronous invocations).
 */
export class Wait<T> {
  readonly topic: string;
  readonly untilMs: number;
  readonly resume: (context: Context) => T | Wait<T>;

  constructor(topic: string, untilMs: number, resume: (context: Context) => T | Wait<T>) {
    this.topic = topic;
    this.untilMs = untilMs;
    this.resume = resume;
  }

  /** The same wait with its eventual answer mapped. */
  map<U>(transform: (answer: T) => U): Wait<U> {
    return new Wait(this.topic, this.untilMs, (context) => {
      const answer = this.resume(context);
      return answer instanceof Wait ? answer.map(transform) : transform(answer);
    });
  }
}
