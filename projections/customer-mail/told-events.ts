/** The events that customers are told of, each with the text that tells it. */

import type { OrderDescription } from '../../domain/order/describe-order.ts';
import type { OrderEvent, OrderEventOf } from '../../domain/order-event.ts';
import type { MailContent } from './layout/mail-content.ts';
import { cancelled } from './texts/cancelled.ts';
import { created } from './texts/created.ts';
import { delivered } from './texts/delivered.ts';
import { imageRejected } from './texts/image-rejected.ts';
import { paid } from './texts/paid.ts';
import { sent } from './texts/sent.ts';

const texts = {
  OrderCreated: created,
  PaymentReceived: paid,
  ParcelSent: sent,
  ParcelDelivered: delivered,
  OrderCancelled: cancelled,
  ImageRejected: imageRejected,
} satisfies { readonly [T in OrderEvent['type']]?: (event: OrderEventOf<T>, order: OrderDescription) => MailContent };

export type ToldType = keyof typeof texts;
export type ToldEvent = OrderEventOf<ToldType>;

export const toldTypes = Object.keys(texts) as readonly ToldType[];

export function isTold(event: OrderEvent): event is ToldEvent {
  return Object.hasOwn(texts, event.type);
}

/** What the customer is told of the event; `order` is as it was by then. */
export function tell(event: ToldEvent, order: OrderDescription): MailContent {
  const text: (event: never, order: OrderDescription) => MailContent = texts[event.type];
  return text(event as never, order);
}
