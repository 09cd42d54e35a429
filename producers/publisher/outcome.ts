/** What a publisher says about each event it was given: exactly one of these. */

import type { Problem } from '../../schemas/problem.ts';

/** The service took it. It is in the log soon, unless the recorder finds its identity reused with other content. */
export interface Accepted {
  /** Position in the input, from 0. */
  readonly index: number;
  readonly id: string;
}

/** It would be refused every time: mend it first. */
export interface Refused {
  readonly index: number;
  /** Missing where the event has none that can be read. */
  readonly id?: string;
  readonly problems: readonly Problem[];
}

/**
 * It was not taken, or nobody knows whether it was. Publishing the same event again is right, and harmless if it was
 * taken after all. `code` is the service's own, or one of the publisher's: `Held` (an earlier event of the order failed,
 * and this one must not overtake it) or `Aborted`.
 */
export interface Failed {
  readonly index: number;
  readonly id?: string;
  readonly code: string;
  readonly message: string;
}

export type Outcome =
  | ({ readonly type: 'accepted' } & Accepted)
  | ({ readonly type: 'refused' } & Refused)
  | ({ readonly type: 'failed' } & Failed);
