/** The rules for names of general purpose buckets. */

import { s3Error } from '../s3-error.ts';

const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Throws InvalidBucketName. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function checkBucketName(name: string): void {
  if (NAME.test(name) && !ADDRESS.test(name) && !name.includes('..') && !RESERVED.test(name)) return;
  throw s3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
}
