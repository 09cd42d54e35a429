/** The bucket for what cannot be recorded or relayed: functions may add to it, and nothing else. */

import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { DlqDestinationConfig, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export class QuarantineBucket extends Bucket implements IEventSourceDlq {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'Only functions of this stack write to it, each object once, and log that they do.',
    });
  }

  /** Lets a function keep objects. */
  grantKeep(grantee: IFunction): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [this.arnForObjects('*')] });
    const {
      'Fn::GetAtt': [logicalId],
    } = this.stack.resolve(this.bucketArn) as { 'Fn::GetAtt': [string, string] };
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/*]`,
      reason: 'The names of the objects come from the events.',
    });
  }

  /**
   * As the on-failure destination of a stream's event source mapping: the only kind that receives the records too.
   * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
   */
  bind(_target: IEventSourceMapping, handler: IFunction): DlqDestinationConfig {
    this.grantKeep(handler);
    Grant.addToPrincipal({ grantee: handler, actions: ['s3:ListBucket'], resourceArns: [this.bucketArn] });
    return { destination: this.bucketArn };
  }
}
