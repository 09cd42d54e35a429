/** Bucket → queue → function: a function that hears of each new object under a prefix. */

import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type Bucket, type CfnBucket, EventType } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { feedByQueue } from './feed-by-queue.ts';

export interface ObjectNoticesProps {
  readonly bucket: Bucket;
  /** Such as `uploads/`. */
  readonly prefix: string;
  /** Takes SQS batches of S3's notices, one at a time, and answers with `batchItemFailures`. */
  readonly handler: LambdaFunction;
  /** How many of them at once, at most; at least 2. */
  readonly maxConcurrency: number;
}

export class ObjectNotices extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { bucket, prefix, handler, maxConcurrency }: ObjectNoticesProps) {
    super(scope, id);
    this.queue = feedByQueue(this, {
      handler,
      // A picture's memory and time are the function's, and what one costs no other pays.
      batchSize: 1,
      maxBatchingWindow: Duration.seconds(0),
      maxConcurrency,
    });
    this.hearOf(bucket, prefix);
  }

  /**
   * By the bucket's own property, where CDK's `addEventNotification` would bring a custom resource. S3 wants to be let
   * into the queue before it takes the configuration, so the queue's policy cannot name the bucket: it names the account.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
   */
  private hearOf(bucket: Bucket, prefix: string): void {
    const { policyDependable } = this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    const configured = bucket.node.defaultChild as CfnBucket;
    configured.notificationConfiguration = {
      queueConfigurations: [
        {
          event: EventType.OBJECT_CREATED,
          queue: this.queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
        },
      ],
    };
    if (policyDependable) configured.node.addDependency(policyDependable);
  }
}
