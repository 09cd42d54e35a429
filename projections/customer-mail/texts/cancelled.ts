/** To the customer: the order was called off. The recorded reason is left out: it may be a code for the shop's own use. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { MailContent, Row } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';
import { moneyText } from './money-text.ts';

export function cancelled({ time }: OrderEventOf<'OrderCancelled'>, order: OrderDescription): MailContent {
  return {
    subject: `Your order was cancelled (${order.id})`,
    heading: 'Your order was cancelled',
    paragraphs: [`Your order was cancelled on ${dayText(time)}. If you did not expect this, please tell us.`],
    ...account(order),
  };
}

/** Where money is involved, how much of it. */
function account({ currency, paidMinor, refundedMinor }: OrderDescription): Pick<MailContent, 'table'> {
  if (currency === null || paidMinor === 0) return {};
  const money = (amountMinor: number): string => moneyText({ amountMinor, currency });
  const rows: Row[] = [
    ['Received from you', money(paidMinor)],
    ['Returned to you so far', money(refundedMinor)],
  ];
  return { table: { caption: 'Your payments', rows } };
}
