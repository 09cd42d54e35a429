/** Turns what is due into a mail in both its forms. */

import type { Mail } from '../../domain/ports/mailer.ts';
import { html } from './layout/html.ts';
import { tidied } from './layout/mail-content.ts';
import { plainText } from './layout/plain-text.ts';
import type { DueMail } from './mails-due.ts';
import { tell } from './told-events.ts';

export function writeMail({ event, order, recipient }: Pick<DueMail, 'event' | 'order' | 'recipient'>): Mail {
  const { paragraphs, ...told } = tell(event, order);
  const content = tidied({
    ...told,
    paragraphs: [`Hello${order.customer?.name ? ` ${order.customer.name}` : ''},`, ...paragraphs],
  });
  const footer = `You receive this message because you placed the order ${order.id}.`;
  return { to: recipient, subject: content.subject, text: plainText(content, footer), html: html(content, footer) };
}
