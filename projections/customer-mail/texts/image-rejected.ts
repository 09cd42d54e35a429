/** To the customer: we could not take a picture, and why. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { MailContent, Row } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';

const KINDS = { artwork: 'Artwork', 'proof-of-delivery': 'Proof of delivery', damage: 'Damage' } as const;

export function imageRejected(
  { time, data: { kind, caption, reasons } }: OrderEventOf<'ImageRejected'>,
  { id }: OrderDescription,
): MailContent {
  const facts: readonly Row[] = [
    ...(kind ? [['Kind', KINDS[kind]] as const] : []),
    ...(caption === undefined ? [] : [['Caption', caption] as const]),
  ];
  return {
    subject: `We could not use your picture (${id})`,
    heading: 'We could not use your picture',
    paragraphs: [
      `On ${dayText(time)} a picture arrived for your order that we could not use. Please send it again as a JPEG, PNG, WebP, AVIF or GIF file. What was wrong with it:`,
    ],
    points: reasons.map(({ text }) => text),
    ...(facts.length > 0 && { facts }),
  };
}
