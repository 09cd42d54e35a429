/** The mailbox: every mail that was sent, in the order it was, kept in the store. */

import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { key, past, within } from '../../kernel/tuple-key.ts';

export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** An attachment is told of, not kept. */
export interface Attachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
}

export interface Mail {
  /** The `MessageId` its sender was told. */
  readonly id: string;
  /** When it was sent, ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers: readonly MailHeader[];
  readonly tags: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  readonly configurationSet?: string;
}

/** Puts a mail into the mailbox of the caller's account and returns its id, which begins with its place there. */
export function keepMail(context: Context, mail: Omit<Mail, 'id' | 'at'>): string {
  const place = context.sequence();
  const id = `${place.toString(16).padStart(16, '0')}-${uuid(context.random)}-000000`;
  context.tx.put(mailKey(context, place), { id, at: new Date(context.now).toISOString(), ...mail });
  return id;
}

export function findMail(context: Context, id: string): Mail | undefined {
  const place = placeOf(id);
  const mail = place === undefined ? undefined : context.tx.get<Mail>(mailKey(context, place));
  return mail?.id === id ? mail : undefined;
}

/** The mails in the order they were sent: all, or those after the one with this id; none after an id that is none. */
export function* mailsAfter(context: Context, id?: string): Generator<Mail> {
  const all = within('ses', context.caller.account, 'mail');
  const place = id === undefined ? 0 : placeOf(id);
  if (place === undefined) return;
  const from = id === undefined ? all.from : past(mailKey(context, place));
  for (const [, mail] of context.tx.scan<Mail>({ from, to: all.to })) yield mail;
}

function mailKey({ caller }: Context, place: number): string {
  return key('ses', caller.account, 'mail', place);
}

function placeOf(id: string): number | undefined {
  const digits = /^([0-9a-f]{16})-/.exec(id)?.[1];
  const place = digits === undefined ? NaN : parseInt(digits, 16);
  return Number.isSafeInteger(place) ? place : undefined;
}
