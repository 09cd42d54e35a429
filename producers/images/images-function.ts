/** The image intake wired to AWS: a bucket's notices in, pictures in another bucket and events in the intake stream out. */

import type { S3Client } from '@aws-sdk/client-s3';
import { s3PictureStore } from '../../infra/aws/images/s3-picture-store.ts';
import { s3UploadStore } from '../../infra/aws/images/s3-upload-store.ts';
import { uploadsHandler } from '../../infra/aws/lambda/uploads-handler.ts';
import { createPublisher } from '../publisher/publisher.ts';
import type { Transport } from '../publisher/transport.ts';
import { imageIntake } from './image-intake.ts';

export interface ImagesSettings {
  readonly UPLOADS_BUCKET: string;
  readonly PICTURES_BUCKET: string;
}

/** `transport` leads into the intake stream. */
export function imagesFunction(
  s3: S3Client,
  transport: Transport,
  { UPLOADS_BUCKET, PICTURES_BUCKET }: ImagesSettings,
) {
  const takeIn = imageIntake({
    uploads: s3UploadStore(s3, UPLOADS_BUCKET),
    pictures: s3PictureStore(s3, PICTURES_BUCKET),
    publisher: createPublisher({ transport }),
  });
  return uploadsHandler(takeIn);
}
