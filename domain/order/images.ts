/** Derives an order's pictures from what was said of them, in whatever order it was said. */

import type { Collected } from '../collect.ts';
import type { Instant } from '../instant.ts';
import { timeText } from '../instant.ts';
import type { ImageHidden1, ImageRejected1, ImageUploaded1 } from '../../schemas/generated/event-data.ts';
import type { OrderFacts } from './order-facts.ts';

/** `at` is when that was said which made the state what it is: RFC 3339, UTC. */
export type ImageDescription =
  | Described<'uploaded', ImageUploaded1>
  | Described<'rejected', ImageRejected1>
  /** Its keys are left out: the files are gone. */
  | Described<'hidden', ImageHidden1>;

type Described<State extends string, Data> = Omit<Data, 'imageId'> & {
  readonly id: string;
  readonly state: State;
  readonly at: string;
};

/**
 * One for each id, by what was first said of it: hidden once that was said at all, else uploaded if it was, else
 * rejected. Of several statements of one kind the first holds.
 */
export function describeImages(facts: Collected<OrderFacts>): ImageDescription[] {
  const seenAt = new Map<string, Instant>();
  const images = new Map<string, ImageDescription>();
  const { ImageHidden: hidden = [], ImageUploaded: uploaded = [], ImageRejected: rejected = [] } = facts;
  for (const [at, { imageId }] of [...hidden, ...uploaded, ...rejected])
    seenAt.set(imageId, Math.min(at, seenAt.get(imageId) ?? at));
  for (const [at, { imageId, ...data }] of hidden) keep({ id: imageId, state: 'hidden', at: timeText(at), ...data });
  for (const [at, { imageId, ...data }] of uploaded)
    keep({ id: imageId, state: 'uploaded', at: timeText(at), ...data });
  for (const [at, { imageId, ...data }] of rejected)
    keep({ id: imageId, state: 'rejected', at: timeText(at), ...data });
  return [...images.values()].sort((a, b) => seen(a) - seen(b) || (a.id < b.id ? -1 : 1));

  function keep(image: ImageDescription): void {
    if (!images.has(image.id)) images.set(image.id, image);
  }

  function seen({ id }: ImageDescription): Instant {
    return seenAt.get(id) ?? 0;
  }
}
