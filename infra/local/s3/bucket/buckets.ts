/** Making and unmaking buckets, for the API and for templates alike. */

import type { Context } from '../../kernel/context.ts';
import { take } from '../listing/list-parameters.ts';
import { wholeSecond } from '../object/store-object.ts';
import { s3Error } from '../s3-error.ts';
import { putBucket, removeBucket, type BucketRecord } from '../store/bucket-store.ts';
import { deleteContent } from '../store/content-store.ts';
import { partsOf, removeUpload, uploadsIn } from '../store/upload-store.ts';
import { prefixRange, versionsIn } from '../store/version-store.ts';
import { checkBucketName } from './bucket-name.ts';
import { DEFAULT_CONFIGURATIONS } from './configurations.ts';

/** Stores a new bucket of the caller's account, configured as new buckets on AWS are. */
export function createBucketRecord(context: Context, name: string, location?: string): BucketRecord {
  checkBucketName(name);
  const bucket: BucketRecord = {
    name,
    account: context.caller.account,
    createdMs: wholeSecond(context.now),
    configurations: DEFAULT_CONFIGURATIONS,
    ...(location !== undefined && { location }),
  };
  putBucket(context.tx, bucket);
  return bucket;
}

/** Deletes a bucket that holds nothing but unfinished uploads; throws BucketNotEmpty. */
export function deleteEmptyBucket({ tx }: Context, bucket: BucketRecord): void {
  if (take(versionsIn(tx, prefixRange(bucket.name, '')), 1).page.length > 0) throw notEmpty(bucket);
  for (const upload of uploadsIn(tx, bucket.name)) {
    deleteContent(
      tx,
      partsOf(tx, upload.uploadId).map(({ segment }) => segment),
    );
    removeUpload(tx, bucket.name, upload);
  }
  removeBucket(tx, bucket.name);
}

function notEmpty({ name, versioning }: BucketRecord) {
  const versions = versioning === undefined ? '' : '. You must delete all versions in the bucket.';
  const message = `The bucket you tried to delete is not empty${versions}`;
  return s3Error('BucketNotEmpty', 409, message, { BucketName: name });
}
