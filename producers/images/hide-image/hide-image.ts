/** `DELETE /orders/{id}/images/{imageId}`: the picture is hidden by an event; its files are removed when that is recorded. */

import { knowsImage, type GalleryState } from '../../../domain/gallery/gallery-state.ts';
import { mayBeOrder } from '../../../domain/order-id.ts';
import type { HttpAnswer, HttpQuestion } from '../../../http/http-answer.ts';
import { unknownOrder } from '../../../http/known-order.ts';
import { problem } from '../../../http/problem.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import type { Publisher } from '../../publisher/publisher.ts';
import { hiddenKey } from '../object-keys.ts';
import type { PictureStore } from '../picture-store.ts';
import { publishOne } from '../publish-one.ts';
import { imageHidden } from './image-hidden.ts';

export interface HideImageParts {
  readonly load: (order: string) => Promise<GalleryState | undefined>;
  readonly pictures: Pick<PictureStore, 'putJsonOnce'>;
  readonly publisher: Pick<Publisher, 'publish'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Answers 202. The event is kept once and for all before it is published, so that asking again publishes the very same. */
export function hideImage({ load, pictures, publisher, now }: HideImageParts) {
  return async ({ path }: HttpQuestion): Promise<HttpAnswer> => {
    const { id: order = '', imageId = '' } = path;
    if (!mayBeOrder(order)) return unknownOrder(order);
    const state = await load(order);
    if (state === undefined || !knowsImage(state, imageId))
      return problem(404, 'Unknown image', `The order "${order}" has no image "${imageId.slice(0, 128)}".`);
    const event = imageHidden({ order, imageId, time: new Date(now()).toISOString() });
    const kept = await pictures.putJsonOnce(hiddenKey(order, imageId), JSON.stringify(event));
    await publishOne(publisher, JSON.parse(kept) as ReleasedEvent);
    return { status: 202, headers: {} };
  };
}
