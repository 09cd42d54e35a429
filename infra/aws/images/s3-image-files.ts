/** The files of images in S3: pictures in one bucket, quarantined files in that of the uploads. */

import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImageFiles } from '../../../producers/images/remove-files/image-files.ts';
import { reaching } from '../unavailable.ts';

export function s3ImageFiles(
  client: S3Client,
  buckets: { readonly uploads: string; readonly pictures: string },
): ImageFiles {
  async function remove(bucket: string, key: string): Promise<void> {
    await reaching(`The bucket ${bucket}`, () => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
  }
  return {
    removePicture: (key) => remove(buckets.pictures, key),
    removeQuarantined: (key) => remove(buckets.uploads, key),
  };
}
