/** The removal of hidden images' files wired to AWS: batches of recorded events in, both buckets behind it. */

import type { S3Client } from '@aws-sdk/client-s3';
import { s3ImageFiles } from '../../../infra/aws/images/s3-image-files.ts';
import { s3PictureStore } from '../../../infra/aws/images/s3-picture-store.ts';
import { s3UploadStore } from '../../../infra/aws/images/s3-upload-store.ts';
import { eventsHandler } from '../../../infra/aws/lambda/events-handler.ts';
import { upcast } from '../../../domain/upcast.ts';
import { removeFiles } from './remove-files.ts';

export interface RemoveFilesSettings {
  readonly UPLOADS_BUCKET: string;
  readonly PICTURES_BUCKET: string;
}

export function removeFilesFunction(s3: S3Client, { UPLOADS_BUCKET, PICTURES_BUCKET }: RemoveFilesSettings) {
  const remove = removeFiles({
    pictures: s3PictureStore(s3, PICTURES_BUCKET),
    uploads: s3UploadStore(s3, UPLOADS_BUCKET),
    files: s3ImageFiles(s3, { uploads: UPLOADS_BUCKET, pictures: PICTURES_BUCKET }),
  });
  return eventsHandler('files removed', async (recorded) => {
    const event = upcast(recorded);
    if (event.type === 'ImageHidden') await remove(recorded.subject, event.data.imageId);
  });
}
