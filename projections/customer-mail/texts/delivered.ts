/** To the customer: a parcel arrived. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { MailContent } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';
import { parcelContents } from './parcel-contents.ts';

export function delivered(
  { time, data: { parcelId } }: OrderEventOf<'ParcelDelivered'>,
  order: OrderDescription,
): MailContent {
  const contents = parcelContents(parcelId, order);
  return {
    subject: `Your parcel was delivered (${order.id})`,
    heading: 'Your parcel was delivered',
    paragraphs: [
      `A parcel of your order was delivered on ${dayText(time)}. If you did not receive it, please tell us.`,
      ...(contents.points ? ['It holds:'] : []),
    ],
    ...contents,
    facts: [['Parcel', parcelId]],
  };
}
