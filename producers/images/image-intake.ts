/** Takes in what was uploaded: makes pictures of it or sets it aside, and tells the log. */

import { hash } from 'node:crypto';
import type { Publisher } from '../publisher/publisher.ts';
import { imageIdOf } from './image-id.ts';
import { judgeUpload } from './judge-upload.ts';
import { outcomeKey, parseUploadKey, pictureKey } from './object-keys.ts';
import type { Candidate, OutcomeEvent } from './outcome-event.ts';
import type { PictureStore } from './picture-store.ts';
import { publishOne } from './publish-one.ts';
import { MAX_UPLOAD_BYTES, type Upload, type UploadRef, type UploadStore } from './upload-store.ts';

export interface ImageIntakeParts {
  readonly uploads: UploadStore;
  readonly pictures: PictureStore;
  readonly publisher: Pick<Publisher, 'publish'>;
  /** The longest file that is read; `MAX_UPLOAD_BYTES` unless told. */
  readonly maxBytes?: number;
}

/** What became of one notice. */
export type Intake =
  | { readonly type: 'uploaded' | 'rejected'; readonly ref: UploadRef; readonly event: OutcomeEvent }
  /** Not the key of an upload. */
  | { readonly type: 'ignored'; readonly ref: UploadRef }
  /** It was deleted or replaced meanwhile, or taken in by another invocation. */
  | { readonly type: 'gone'; readonly ref: UploadRef }
  /** It is safe, and right, to try again. */
  | { readonly type: 'failed'; readonly ref: UploadRef; readonly cause: unknown };

/**
 * Takes in each object that was announced, one after another so that one picture's memory is enough, and says what
 * became of it; does not throw. Notices may come twice, late or in any order: what counts is what lies at the key.
 *
 * Every step may be the last, and all of them may be done again. The pictures are written first; then the event is kept
 * beside them, once and for all, so that a retry publishes the very same; then it is published. A refused file is
 * copied to the quarantine before that and deleted after it.
 */
export function imageIntake(parts: ImageIntakeParts) {
  const { uploads, pictures, publisher, maxBytes = MAX_UPLOAD_BYTES } = parts;

  return async function takeIn(refs: readonly UploadRef[]): Promise<Intake[]> {
    const intakes: Intake[] = [];
    for (const ref of refs) {
      intakes.push(await takeInOne(ref).catch((cause: unknown) => ({ type: 'failed', ref, cause }) as const));
    }
    return intakes;
  };

  async function takeInOne(ref: UploadRef): Promise<Intake> {
    const name = parseUploadKey(ref.key);
    if (name === undefined) return { type: 'ignored', ref };
    const upload = await uploads.read(ref, maxBytes);
    if (upload === undefined) return { type: 'gone', ref };
    const event = await decide(upload, candidateOf(name.orderId, upload));
    switch (event.type) {
      case 'ImageUploaded':
        await publishOne(publisher, event);
        return { type: 'uploaded', ref, event };
      case 'ImageRejected':
        if (!(await uploads.copyToQuarantine(upload, event.data.quarantineKey, event.data.reasons)))
          return { type: 'gone', ref };
        await publishOne(publisher, event);
        await uploads.remove(upload);
        return { type: 'rejected', ref, event };
    }
  }

  /** What was decided of the image before holds, by whatever version of this code it was decided. */
  async function decide(upload: Upload, candidate: Candidate): Promise<OutcomeEvent> {
    const { orderId, imageId } = candidate;
    const decided = await pictures.readJson(outcomeKey(orderId, imageId));
    if (decided !== undefined) return JSON.parse(decided) as OutcomeEvent;
    const { metadata, content } = upload;
    const judgement = await judgeUpload({ candidate, metadata, content, maxBytes });
    for (const picture of judgement.pictures)
      await pictures.putPicture(pictureKey(orderId, imageId, picture.size), picture.content);
    const kept = await pictures.putJsonOnce(outcomeKey(orderId, imageId), JSON.stringify(judgement.event));
    return JSON.parse(kept) as OutcomeEvent;
  }
}

/** A file that is too large to be read is told from others by what S3 says of it. */
function candidateOf(orderId: string, { ref, content, bytes, etag, lastModified }: Upload): Candidate {
  const sha256 = content && hash('sha256', content);
  const imageId = imageIdOf(ref.key, sha256 ?? `${bytes} ${etag}`);
  return { orderId, imageId, key: ref.key, time: lastModified, bytes, ...(sha256 !== undefined && { sha256 }) };
}
