/** The objects that a bucket tells a queue of. */

import type { S3Event } from 'aws-lambda';
import type { UploadRef } from '../../../producers/images/upload-store.ts';

/**
 * What one message is about; nothing where a bucket only tests its destination. Undefined for a message that is no
 * bucket's. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function objectsNoticed(body: string): UploadRef[] | undefined {
  try {
    const { Records, Event } = JSON.parse(body) as Partial<S3Event> & { readonly Event?: string };
    if (Records === undefined) return Event === 's3:TestEvent' ? [] : undefined;
    return Records.map(({ s3: { object } }) => ({
      key: decodedKey(object.key),
      ...(object.versionId && { versionId: object.versionId }),
    }));
  } catch {
    return undefined;
  }
}

/** Keys come encoded as in a query: a space is a plus. */
function decodedKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
