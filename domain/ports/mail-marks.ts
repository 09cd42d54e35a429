/** Remembers which mails were sent, so that none is sent twice. */

/** A mail is one event told to one recipient. */
export interface MailIdentity {
  readonly order: string;
  /** The event's. */
  readonly source: string;
  /** The event's, unique with `source` within the order. */
  readonly id: string;
  /** An e-mail address; it is not kept itself. */
  readonly recipient: string;
}

export type Settlement =
  { readonly type: 'sent'; readonly messageId: string } | { readonly type: 'refused'; readonly reason: string };

/** The right to send a mail, for whoever marked it first. */
export interface MailMark {
  /** Keeps for good what became of the mail. */
  settle(settlement: Settlement): Promise<void>;
  /** Gives the right back: the mail was certainly not sent. */
  release(): Promise<void>;
}

export type Beginning =
  | { readonly state: 'begun'; readonly mark: MailMark }
  /** Somebody else began then (milliseconds since the epoch): is at it now, or was stopped in the middle of it. */
  | { readonly state: 'sending'; readonly sinceMs: number }
  | { readonly state: 'sent' | 'refused' };

/** Every method throws `Unavailable` when the marks cannot be reached. */
export interface MailMarks {
  /** Marks the mail as being sent; `version` is the event's, for people. A mark lasts `KEEP_MS`. */
  begin(mail: MailIdentity, version: number): Promise<Beginning>;
}

const DAY_MS = 86_400_000;

/**
 * How long a mark lasts, and for how long an event is news worth a mail: the longest that one may be on its way, with
 * every dead-letter queue waited out and redriven once.
 *
 *    1 day   the event store's stream, to the relay
 *    1 day   the rule's retries
 *   14 days  the rule's dead-letter queue
 *   23 days  the topic's retries: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 *   14 days  the subscription's dead-letter queue
 *   14 days  the queue and its dead-letter queue: a message's age counts from when it was first sent
 *   14 days  the same again after a redrive
 *   ───────
 *   81 days
 *
 * What comes later still (the relay can publish any event again) finds the mark gone, but is no news any more.
 */
export const KEEP_MS = 90 * DAY_MS;
