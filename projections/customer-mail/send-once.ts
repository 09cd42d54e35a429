/**
 * Sends a mail at most once, whoever else is asked to send it, and whenever this process dies.
 *
 * SES takes a request twice if it is made twice, and cannot be asked what became of one. So the mail is marked before
 * the call, by whoever is first, and the mark is the right to make the call: one call. After it the mark says what SES
 * answered. What that leaves:
 *
 * - Killed before the mark: nothing happened, the next delivery of the message sends the mail.
 * - Killed after the mark and before the answer was kept, or no answer came: SES may have the mail or not. It is not
 *   sent again; the message fails until it lies in the dead-letter queue, with a log line each time. Whoever knows that
 *   it was not sent deletes the mark and redrives the message.
 * - SES answered that it did not take the mail: the right is given back, and the next delivery tries again.
 *
 * A mark in two steps (claimed, then sending) would narrow nothing down: the step to sending would have to be made
 * right before the call, as this one is, and a process may die just after it all the same. What can be done is to keep
 * the call from being cut off: none is begun that the function's timeout could end.
 */

import type { MailMarks } from '../../domain/ports/mail-marks.ts';
import type { Mail, Mailer, Posting } from '../../domain/ports/mailer.ts';
import { isUnavailable } from '../../domain/ports/port-error.ts';
import type { DueMail } from './mails-due.ts';
import { writeMail } from './write-mail.ts';

export type Outcome =
  | { readonly type: 'sent' }
  /** It had been dealt with before. */
  | { readonly type: 'repeated' }
  /** Somebody else is at it, and may yet fail. */
  | { readonly type: 'busy' }
  /** It will never be sent. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'unknown'; readonly reason: string };

export interface SendParts {
  readonly marks: MailMarks;
  readonly mailer: Mailer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** How long the function may still run. */
  readonly remainingMs: () => number;
}

/** Longer than any function runs that may be at it. */
const AT_IT_MS = 2 * 60_000;

/** Throws if the mail was certainly not sent and may be later: `Unavailable`, or what is wrong with the account. */
export async function sendOnce(due: DueMail, parts: SendParts): Promise<Outcome> {
  const { event, order, recipient } = due;
  const mail = writeMail(due);
  const identity = { order: order.id, source: event.source, id: event.id, recipient };
  const beginning = await parts.marks.begin(identity, event.sequence);
  switch (beginning.state) {
    case 'sent':
    case 'refused':
      return { type: 'repeated' };
    case 'sending':
      if (parts.now() - beginning.sinceMs < AT_IT_MS) return { type: 'busy' };
      return { type: 'unknown', reason: 'an earlier attempt ended before its answer was kept' };
    case 'begun': {
      const posting = await post(mail, parts).catch(async (error: unknown) => {
        await beginning.mark.release();
        throw error;
      });
      if (posting.type === 'unknown') return posting;
      if (posting.type === 'refused') {
        await beginning.mark.settle(posting);
        return posting;
      }
      await beginning.mark.settle({ type: 'sent', messageId: posting.messageId });
      return { type: 'sent' };
    }
  }
}

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
/** Longer than one call takes with all its time-outs: with less left none is begun, so that none is cut off. */
export const TIME_FOR_A_CALL_MS = 15_000;

/** SES limits the mails of a second: a few waits with jitter even that out. */
async function post(mail: Mail, { mailer, random, wait, remainingMs }: SendParts): Promise<Posting> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await mailer.post(mail);
    } catch (error) {
      if (!isUnavailable(error) || attempt === ATTEMPTS) throw error;
      await wait(random() * FIRST_WAIT_MS * 2 ** attempt);
      if (remainingMs() < TIME_FOR_A_CALL_MS) throw error;
    }
  }
}
