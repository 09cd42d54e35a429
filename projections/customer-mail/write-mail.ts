/** Turns what is due into a mail in both its forms. */

import type { Mail } from '../../domain/ports/mailer.ts';
import { html } from './layout/html.ts';
import { tidied } from './layout/mail-content.ts';
import { plainText } from './layout/plain-text.ts';
import type { DueMail } from './mails-due.ts';
import { tell } from './told-events.ts';

const FOOTER = 'You receive this message because you placed this order.';

export function writeMail({ event, order, recipient }: Pick<DueMail, 'event' | 'order' | 'recipient'>): Mail {
  const { paragraphs, facts = [], ...told } = tell(event, order);
  const name = order.customer?.name;
  const content = tidied({
    ...told,
    paragraphs: [name === undefined ? 'Hello,' : `Hello ${name},`, ...paragraphs],
    facts: [['Order', order.id], ...facts],
  });
  return { to: recipient, subject: content.subject, text: plainText(content, FOOTER), html: html(content, FOOTER) };
}
