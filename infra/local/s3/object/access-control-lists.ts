/**
 * Access control lists as they are where the bucket's owner owns everything, which is how new buckets are: the owner
 * has full control, and nothing else can be said. https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */

import type { Context } from '../../kernel/context.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { ownerOf } from '../listing/list-parameters.ts';
import { findObject, type VersionInput } from './find-object.ts';
import { checkAcl } from './object-settings.ts';

interface AclInput {
  /** Of the header; a list in the body is refused like any other. */
  readonly ACL?: string;
}

export const accessControlLists = {
  GetBucketAcl: (context: Context, input: BucketInput) =>
    ownersOnly(openBucket(context, input, 's3:GetBucketAcl').account),

  PutBucketAcl(context: Context, input: BucketInput & AclInput) {
    openBucket(context, input, 's3:PutBucketAcl');
    checkAcl(input.ACL ?? 'in the body');
    return {};
  },

  GetObjectAcl: (context: Context, input: VersionInput) =>
    ownersOnly(findObject(context, input, 's3:GetObjectAcl').bucket.account),

  PutObjectAcl(context: Context, input: VersionInput & AclInput) {
    findObject(context, input, 's3:PutObjectAcl');
    checkAcl(input.ACL ?? 'in the body');
    return {};
  },
};

function ownersOnly(account: string) {
  const Owner = ownerOf(account);
  return { Owner, AccessControlList: { Grant: [{ Grantee: Owner, Permission: 'FULL_CONTROL' }] } };
}
