/** What a parcel holds, as far as that is known. */

import type { OrderDescription } from '../../../domain/order/describe-order.ts';
import type { MailContent } from '../layout/mail-content.ts';
import { lineText, shortened } from './line-text.ts';

/** The points of a mail about the parcel; nothing while nobody said what was packed. */
export function parcelContents(parcelId: string, { parcels, lines }: OrderDescription): Pick<MailContent, 'points'> {
  const packed = new Set(parcels.find(({ id }) => id === parcelId)?.lines);
  const points = lines.filter(({ id }) => packed.has(id)).map(lineText);
  return points.length === 0 ? {} : { points: shortened(points, (more) => more) };
}
