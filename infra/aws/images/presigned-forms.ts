/** Forms by which anyone can upload one object, and only that. */

import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { UploadForms } from '../../../producers/images/request-upload/upload-form.ts';

/** What is told in a field may not be left out or changed. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
export function presignedForms(client: S3Client, bucket: string): UploadForms {
  return async ({ key, contentType, metadata, maxBytes, lastsSeconds }) => {
    const told = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
    const { url, fields } = await createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Fields: { ...Object.fromEntries(told), success_action_status: '201' },
      Conditions: [
        contentType === undefined ? ['starts-with', '$Content-Type', 'image/'] : { 'Content-Type': contentType },
        ['content-length-range', 1, maxBytes],
      ],
      Expires: lastsSeconds,
    });
    return { url, fields: { 'Content-Type': contentType ?? 'image/*', ...fields } };
  };
}
