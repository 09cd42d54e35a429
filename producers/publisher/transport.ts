/** The port through which a publisher's events leave: one implementation for each service that takes them. */

import type { ReleasedEvent } from '../../schemas/released-event.ts';

/** One event in the service's own form. */
export interface Encoded<Entry> {
  readonly entry: Entry;
  /** Bytes the service counts for it against its limits. */
  readonly bytes: number;
}

/** What became of one entry of a request. */
export type SendOutcome =
  | { readonly type: 'accepted' }
  /** Transient: the same entry may be taken next time. */
  | { readonly type: 'retry'; readonly code: string; readonly message: string }
  /** Permanent, and this event's own fault. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  /** Permanent for every event: no access, no such bus or stream. */
  | { readonly type: 'unusable'; readonly code: string; readonly message: string };

export interface Transport<Entry = unknown> {
  /** What one request may hold. */
  readonly limits: { readonly entries: number; readonly bytes: number };
  /** Whether what is sent later also arrives later, so that holding entries back for the sake of order is worth it. */
  readonly keepsOrder: boolean;
  encode(event: ReleasedEvent): Encoded<Entry>;
  /** Sends one request and answers for each entry, in their order. Throws only on a bug. */
  send(entries: readonly Entry[], signal?: AbortSignal): Promise<readonly SendOutcome[]>;
}
