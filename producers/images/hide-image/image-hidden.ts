/** The event that takes an image out of sight. */

import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { hiddenEventId } from '../image-id.ts';

export interface Hiding {
  readonly order: string;
  readonly imageId: string;
  /** RFC 3339, UTC. */
  readonly time: string;
}

export function imageHidden({ order, imageId, time }: Hiding): ReleasedEvent {
  return {
    specversion: '1.0',
    id: hiddenEventId(imageId),
    source: 'orderlog.images',
    type: 'ImageHidden',
    subject: order,
    time,
    datacontenttype: 'application/json',
    dataschema: '/schemas/ImageHidden/1',
    data: { imageId },
  };
}
