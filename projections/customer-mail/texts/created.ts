/** To the customer: we have your order. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { MailContent, Row } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';
import { lineText, shortened } from './line-text.ts';
import { moneyText } from './money-text.ts';

export function created(
  { time, data }: OrderEventOf<'OrderCreated'>,
  { id, totalMinor }: OrderDescription,
): MailContent {
  const money = (amountMinor: number): string => moneyText({ amountMinor, currency: data.currency });
  const lines = data.lines.map((line): Row => [lineText(line), money(line.quantity * line.unitMinor)]);
  const shipping: readonly Row[] = data.shippingMinor > 0 ? [['Shipping', money(data.shippingMinor)]] : [];
  return {
    subject: `Thank you for your order (${id})`,
    heading: 'Thank you for your order',
    paragraphs: [
      `We received your order on ${dayText(time)}.`,
      'You will hear from us when your payment arrives, when a parcel leaves and when it is delivered.',
    ],
    table: {
      caption: 'What you ordered',
      rows: [...shortened(lines, (more): Row => [more, '']), ...shipping, ['Total', money(totalMinor)]],
      summed: true,
    },
  };
}
