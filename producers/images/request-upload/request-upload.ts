/** `POST /orders/{id}/images`: a form by which one picture of the order can be uploaded, by a browser or `curl -F`. */

import type { EventStore } from '../../../domain/ports/event-store.ts';
import { mayBeOrder } from '../../../domain/order-id.ts';
import type { HttpAnswer, HttpQuestion } from '../../../http/http-answer.ts';
import { unknownOrder } from '../../../http/known-order.ts';
import { problem } from '../../../http/problem.ts';
import { uploadKey } from '../object-keys.ts';
import { MAX_UPLOAD_BYTES } from '../upload-store.ts';
import type { UploadForms } from './upload-form.ts';
import { readWish } from './upload-wish.ts';

export interface RequestUploadParts {
  readonly store: Pick<EventStore, 'head'>;
  readonly makeForm: UploadForms;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const LASTS_SECONDS = 5 * 60;

/** Answers `{ imageUpload: { id, url, fields, expiresAt, maxBytes } }`; the gallery names the `id` as `uploadId`. */
export function requestUpload({ store, makeForm, newId, now }: RequestUploadParts) {
  return async ({ path, body }: HttpQuestion): Promise<HttpAnswer> => {
    const order = path['id'] ?? '';
    const wish = readWish(body);
    if (typeof wish === 'string') return problem(400, 'Bad request', wish);
    if (!mayBeOrder(order) || (await store.head(order)) === undefined) return unknownOrder(order);
    const { kind, caption, contentType } = wish;
    const id = newId();
    const expiresAt = new Date(now() + LASTS_SECONDS * 1000).toISOString();
    const form = await makeForm({
      key: uploadKey(order, id),
      contentType,
      metadata: { kind, ...(caption !== undefined && { caption: encodeURIComponent(caption) }) },
      maxBytes: MAX_UPLOAD_BYTES,
      lastsSeconds: LASTS_SECONDS,
    });
    return {
      status: 201,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: { imageUpload: { id, ...form, expiresAt, maxBytes: MAX_UPLOAD_BYTES } },
    };
  };
}
