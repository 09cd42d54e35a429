/** Where uploads, quarantined files and pictures lie: one layout, written down once. */

import { mayBeOrder } from '../../domain/order-id.ts';
import type { PictureSize } from './pictures/sizes.ts';

/** Uploads lie at `uploads/{orderId}/{uploadId}`; both parts are URL-encoded. */
export interface UploadKey {
  readonly orderId: string;
  readonly uploadId: string;
}

/** The parts of an upload's key; undefined for every other key, those of pictures and of the quarantine among them. */
export function parseUploadKey(key: string): UploadKey | undefined {
  const [prefix, order, upload, ...more] = key.split('/');
  if (prefix !== 'uploads' || order === undefined || !upload || more.length > 0) return undefined;
  const [orderId, uploadId] = [decoded(order), decoded(upload)];
  return mayBeOrder(orderId) ? { orderId, uploadId } : undefined;
}

export function uploadKey(orderId: string, uploadId: string): string {
  return `uploads/${keyPart(orderId)}/${keyPart(uploadId)}`;
}

/** In the bucket of the uploads. */
export function quarantineKey(orderId: string, imageId: string): string {
  return `quarantine/${keyPart(orderId)}/${imageId}`;
}

/** In the bucket of the pictures. */
export function pictureKey(orderId: string, imageId: string, size: PictureSize): string {
  return `thumbnails/${keyPart(orderId)}/${imageId}/${size}.webp`;
}

/** Beside the pictures: the event that tells of the image, as it was first decided. */
export function outcomeKey(orderId: string, imageId: string): string {
  return `thumbnails/${keyPart(orderId)}/${imageId}/event.json`;
}

/** Beside it: the event that hides the image. */
export function hiddenKey(orderId: string, imageId: string): string {
  return `thumbnails/${keyPart(orderId)}/${imageId}/hidden.json`;
}

/** Dots alone are encoded too: paths swallow them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
function keyPart(text: string): string {
  return /^\.+$/.test(text) ? text.replaceAll('.', '%2E') : encodeURIComponent(text);
}

/** Text that is no URL encoding stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
