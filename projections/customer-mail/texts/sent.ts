/** To the customer: a parcel is on its way. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { OrderEventOf } from '../../../domain/order-event.ts';
import type { Address } from '../../../schemas/generated/event-data.ts';
import type { MailContent } from '../layout/mail-content.ts';
import { dayText } from './day-text.ts';
import { parcelContents } from './parcel-contents.ts';

export function sent({ time, data: { parcelId } }: OrderEventOf<'ParcelSent'>, order: OrderDescription): MailContent {
  const contents = parcelContents(parcelId, order);
  return {
    subject: `Your parcel is on its way (${order.id})`,
    heading: 'Your parcel is on its way',
    paragraphs: [`A parcel of your order left us on ${dayText(time)}.${contents.points ? ' It holds:' : ''}`],
    ...contents,
    facts: [
      ['Parcel', parcelId],
      ...(order.shippingAddress ? [['To', addressText(order.shippingAddress)] as const] : []),
    ],
  };
}

function addressText({ name, lines, postalCode, city, region, country }: Address): string {
  const place = postalCode === undefined ? city : `${postalCode} ${city}`;
  return [name, ...lines, place, ...(region === undefined ? [] : [region]), country].join(', ');
}
