/** A bucket of our own: encrypted, over TLS only, never public, and open to a function only as far as it is told. */

import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, type CorsRule, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps {
  /** Why there are no access logs. */
  readonly unlogged: string;
  readonly cors?: CorsRule[];
  readonly lifecycleRules?: LifecycleRule[];
}

export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { unlogged, ...props }: PrivateBucketProps) {
    super(scope, id, {
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({ id: 'AwsSolutions::AwsSolutions-S1', reason: unlogged });
  }

  /** Lets a function do this with the objects whose keys match, such as `uploads/*`. */
  allow(grantee: IFunction, keys: string, ...actions: readonly string[]): void {
    Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [this.arnForObjects(keys)] });
    const {
      'Fn::GetAtt': [logicalId],
    } = this.stack.resolve(this.bucketArn) as { 'Fn::GetAtt': [string, string] };
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${keys}]`,
      reason: 'The names of the objects come from the events.',
    });
  }

  /**
   * Lets a function learn that there is no object at a key; to others that is a refusal.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  allowToMiss(grantee: IFunction): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucketArn] });
  }
}
