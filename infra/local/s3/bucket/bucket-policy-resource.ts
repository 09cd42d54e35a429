/** AWS::S3::BucketPolicy. */

import type { PolicyDocument } from '../../kernel/context.ts';
import type { ResourceProvider } from '../../kernel/service.ts';
import { bucketNamed, findBucket, putBucket } from '../store/bucket-store.ts';
import { putBucketPolicy } from './bucket-policy.ts';

interface BucketPolicyProperties {
  readonly Bucket: string;
  readonly PolicyDocument: PolicyDocument;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyResource: ResourceProvider = {
  properties: ['Bucket', 'PolicyDocument'],
  apply(context, resource) {
    const { Bucket, PolicyDocument } = resource.properties as BucketPolicyProperties;
    putBucketPolicy(context, bucketNamed(context.tx, Bucket), PolicyDocument);
    return { ref: Bucket, attributes: {} };
  },
  remove({ tx }, ref) {
    const bucket = findBucket(tx, ref);
    if (bucket !== undefined) putBucket(tx, { ...bucket, policy: undefined });
  },
};
