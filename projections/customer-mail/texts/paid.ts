/** To the customer: we have your money. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { MailContent, Row } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';
import { moneyText } from './money-text.ts';

export function paid({ time, data }: OrderEventOf<'PaymentReceived'>, order: OrderDescription): MailContent {
  const amount = moneyText(data);
  return {
    subject: `We received your payment (${order.id})`,
    heading: 'Thank you for your payment',
    paragraphs: [`We received ${amount} for your order on ${dayText(time)}.`],
    table: { caption: 'Your payment', rows: [['Received', amount], ...balance(data.currency, order)] },
  };
}

/** What is left to pay, where the payment can be compared with the order at all. */
function balance(paidIn: string, { currency, paidMinor, totalMinor }: OrderDescription): Row[] {
  if (currency !== paidIn) return [];
  const money = (amountMinor: number): string => moneyText({ amountMinor, currency });
  return [
    ['Received in all', money(paidMinor)],
    ['Order total', money(totalMinor)],
    ['Left to pay', money(Math.max(0, totalMinor - paidMinor))],
  ];
}
