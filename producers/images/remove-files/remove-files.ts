/** Removes the files of an image that was hidden: its pictures, and what they were made of. */

import { hash } from 'node:crypto';
import { outcomeKey } from '../object-keys.ts';
import type { OutcomeEvent } from '../outcome-event.ts';
import type { PictureStore } from '../picture-store.ts';
import type { UploadStore } from '../upload-store.ts';
import type { ImageFiles } from './image-files.ts';

export interface RemoveFilesParts {
  readonly pictures: Pick<PictureStore, 'readJson'>;
  readonly uploads: Pick<UploadStore, 'read' | 'remove'>;
  readonly files: ImageFiles;
}

/**
 * Again is harmless. What was decided of the image stays beside where its pictures were: should the same file come to
 * the same key once more, it is known.
 */
export function removeFiles({ pictures, uploads, files }: RemoveFilesParts) {
  return async (order: string, imageId: string): Promise<void> => {
    const decided = await pictures.readJson(outcomeKey(order, imageId));
    if (decided === undefined) return;
    const { type, data } = JSON.parse(decided) as OutcomeEvent;
    switch (type) {
      case 'ImageUploaded':
        await Promise.all(Object.values({ ...data.pictures }).map(({ key }) => files.removePicture(key)));
        return removeUpload(data);
      case 'ImageRejected':
        return files.removeQuarantined(data.quarantineKey);
    }
  };

  /** Another file at its key is another image. */
  async function removeUpload({ key, bytes, sha256 }: { key: string; bytes: number; sha256: string }): Promise<void> {
    const upload = await uploads.read({ key }, bytes);
    if (upload?.content !== undefined && hash('sha256', upload.content) === sha256) await uploads.remove(upload);
  }
}
