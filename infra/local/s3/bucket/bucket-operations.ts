/** The operations on buckets themselves. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */

import type { Context } from '../../kernel/context.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { ownerOf, take } from '../listing/list-parameters.ts';
import { checkAcl } from '../object/object-settings.ts';
import { malformedXml, notImplemented, s3Error } from '../s3-error.ts';
import { bucketsOf, findBucket, putBucket } from '../store/bucket-store.ts';
import { checkBucketName } from './bucket-name.ts';
import { createBucketRecord, deleteEmptyBucket } from './buckets.ts';

interface CreateBucketInput extends BucketInput {
  readonly CreateBucketConfiguration?: { readonly LocationConstraint?: string };
  readonly ACL?: string;
  readonly ObjectLockEnabledForBucket?: boolean;
}

interface ListBucketsInput {
  readonly MaxBuckets?: number;
  readonly ContinuationToken?: string;
  readonly Prefix?: string;
}

interface VersioningInput extends BucketInput {
  readonly VersioningConfiguration: { readonly Status?: string; readonly MFADelete?: string };
}

export const bucketOperations = {
  /** As us-east-1 does, it answers an owner who creates a bucket again as if it had created it. */
  CreateBucket(context: Context, input: CreateBucketInput) {
    const { Bucket, CreateBucketConfiguration: { LocationConstraint: location } = {} } = input;
    checkBucketName(Bucket);
    context.authorize({ action: 's3:CreateBucket', resource: `arn:aws:s3:::${Bucket}` });
    checkAcl(input.ACL);
    if (input.ObjectLockEnabledForBucket === true) throw notImplemented('x-amz-bucket-object-lock-enabled');
    if (location === context.region || location === '')
      throw s3Error('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
        LocationConstraint: location,
      });
    const existing = findBucket(context.tx, Bucket);
    if (existing === undefined) createBucketRecord(context, Bucket, location);
    else refuseExisting(context, existing, location);
    return { Location: `/${Bucket}` };
  },

  DeleteBucket(context: Context, input: BucketInput) {
    deleteEmptyBucket(context, openBucket(context, input, 's3:DeleteBucket'));
    return {};
  },

  HeadBucket(context: Context, input: BucketInput) {
    const bucket = openBucket(context, input, 's3:ListBucket');
    return { BucketRegion: bucket.location ?? context.region };
  },

  ListBuckets(context: Context, { MaxBuckets = 10000, ContinuationToken = '', Prefix = '' }: ListBucketsInput) {
    context.authorize({ action: 's3:ListAllMyBuckets', resource: '*' });
    const after = Buffer.from(ContinuationToken, 'base64').toString();
    const later = bucketsOf(context.tx, context.caller.account).filter(
      ({ name }) => name > after && name.startsWith(Prefix),
    );
    const { page, more } = take(later, MaxBuckets);
    return {
      Buckets: page.map(({ name, createdMs, location }) => ({
        Name: name,
        CreationDate: createdMs,
        BucketRegion: location ?? context.region,
      })),
      Owner: ownerOf(context.caller.account),
      ...(Prefix !== '' && { Prefix }),
      ...(more && { ContinuationToken: Buffer.from(page.at(-1)?.name ?? '').toString('base64') }),
    };
  },

  GetBucketLocation(context: Context, input: BucketInput) {
    return { LocationConstraint: openBucket(context, input, 's3:GetBucketLocation').location };
  },

  GetBucketVersioning(context: Context, input: BucketInput) {
    return { Status: openBucket(context, input, 's3:GetBucketVersioning').versioning };
  },

  PutBucketVersioning(context: Context, input: VersioningInput) {
    const bucket = openBucket(context, input, 's3:PutBucketVersioning');
    const { Status, MFADelete } = input.VersioningConfiguration;
    if (MFADelete === 'Enabled') throw notImplemented('x-amz-mfa');
    if (Status !== 'Enabled' && Status !== 'Suspended') throw malformedXml();
    putBucket(context.tx, { ...bucket, versioning: Status });
    return {};
  },
};

function refuseExisting(context: Context, existing: { account: string; location?: string }, location?: string): void {
  if (existing.account !== context.caller.account)
    throw s3Error(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    );
  if (existing.location !== undefined || location !== undefined)
    throw s3Error(
      'BucketAlreadyOwnedByYou',
      409,
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
}
