/** The bucket for what cannot be recorded or relayed: functions may add to it, and nothing else. */

import { Grant } from 'aws-cdk-lib/aws-iam';
import type { DlqDestinationConfig, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';

export class QuarantineBucket extends PrivateBucket implements IEventSourceDlq {
  constructor(scope: Construct, id: string) {
    super(scope, id, { unlogged: 'Only functions of this stack write to it, each object once, and log that they do.' });
  }

  /** Lets a function keep objects. */
  grantKeep(grantee: IFunction): void {
    this.allow(grantee, '*', 's3:PutObject');
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
