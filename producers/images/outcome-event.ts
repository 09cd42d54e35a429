/** The events that tell what became of an upload. Both are named after the image, so a retry says nothing new. */

import type { ImageRejected1, ImageUploaded1, Pictures } from '../../schemas/generated/event-data.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { outcomeEventId } from './image-id.ts';
import type { Refusal } from './inspect/refusal.ts';
import type { Structure } from './inspect/structure.ts';
import { pictureKey, quarantineKey } from './object-keys.ts';
import type { MadePictures } from './pictures/make-pictures.ts';
import type { PictureSize } from './pictures/sizes.ts';
import type { Said } from './upload-metadata.ts';

export type OutcomeEvent = Extract<ReleasedEvent, { type: 'ImageUploaded' | 'ImageRejected' }>;

/** What is known of an upload before it is judged. */
export interface Candidate {
  readonly orderId: string;
  readonly imageId: string;
  readonly key: string;
  /** RFC 3339, UTC: when it was uploaded. */
  readonly time: string;
  readonly bytes: number;
  /** Missing where the file was too large to be read. */
  readonly sha256?: string;
}

export function imageUploaded(
  candidate: Candidate & { readonly sha256: string },
  said: Said & { readonly kind: ImageUploaded1['kind'] },
  made: MadePictures & Pick<Structure, 'format'>,
): OutcomeEvent {
  const { imageId, key, bytes, sha256 } = candidate;
  const { format, pixels, frames, dominantColour, placeholder } = made;
  const pictures = picturesOf(candidate, made);
  const image = { imageId, ...said, key, format, bytes, sha256, pixels, frames, dominantColour, placeholder, pictures };
  return { ...envelope(candidate), type: 'ImageUploaded', dataschema: '/schemas/ImageUploaded/1', data: image };
}

export function imageRejected(candidate: Candidate, said: Said, reasons: readonly Refusal[]): OutcomeEvent {
  const { orderId, imageId, key, bytes, sha256 } = candidate;
  const data: ImageRejected1 = {
    imageId,
    ...said,
    key,
    bytes,
    ...(sha256 !== undefined && { sha256 }),
    reasons: [...reasons],
    quarantineKey: quarantineKey(orderId, imageId),
  };
  return { ...envelope(candidate), type: 'ImageRejected', dataschema: '/schemas/ImageRejected/1', data };
}

function envelope({ orderId, imageId, time }: Candidate) {
  return {
    specversion: '1.0',
    id: outcomeEventId(imageId),
    source: 'orderlog.images',
    subject: orderId,
    time,
    datacontenttype: 'application/json',
  } as const;
}

function picturesOf({ orderId, imageId }: Candidate, { pictures }: MadePictures): Pictures {
  const entries = pictures.map(
    ({ size, width, height }) => [size, { key: pictureKey(orderId, imageId, size), width, height }] as const,
  );
  return Object.fromEntries(entries) as Record<PictureSize, Pictures['full']>;
}
