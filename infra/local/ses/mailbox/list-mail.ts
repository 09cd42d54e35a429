/** Reading the mailbox, for the shell and other services; AWS has no such operation. */

import type { Context } from '../../kernel/context.ts';
import { parseAddress } from '../send/address.ts';
import { mailsAfter, type Mail } from './mail.ts';

export interface ListMailInput {
  /** The id of the last mail seen: only later ones are listed. */
  readonly after?: string;
  /** At most so many, the earliest first; all unless told. */
  readonly limit?: number;
  /** Only mail to, or in copy to, this address. */
  readonly to?: string;
}

/** The mails of the caller's account, the newest last. */
export function listMail(context: Context, { after, limit = Infinity, to }: ListMailInput): { Mail: Mail[] } {
  const found: Mail[] = [];
  for (const mail of mailsAfter(context, after)) {
    if (found.length >= limit) break;
    if (to === undefined || isTo(mail, to)) found.push(mail);
  }
  return { Mail: found };
}

/** Each recipient is one address, found good when the mail was sent. */
function isTo({ to, cc, bcc }: Mail, address: string): boolean {
  const wanted = address.toLowerCase();
  return [...to, ...cc, ...bcc].some((recipient) => parseAddress(recipient).address.toLowerCase() === wanted);
}
