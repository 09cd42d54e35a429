/** A queue that feeds a function, and a dead-letter queue for what the function could not handle. */

import { Duration, Validations } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface FeedingProps {
  /** Answers with `batchItemFailures`. */
  readonly handler: LambdaFunction;
  /** Messages a batch, at most. */
  readonly batchSize: number;
  /** How long a batch may gather. */
  readonly maxBatchingWindow: Duration;
  /** Batches handled at once, at most; at least 2. */
  readonly maxConcurrency: number;
  /** How often a message is tried; 5 times unless told. */
  readonly maxReceiveCount?: number;
}

/** The queue and its dead-letter queue are the scope's own: `Queue` and `Unhandled`. */
export function feedByQueue(scope: Construct, { handler, maxReceiveCount = 5, ...batches }: FeedingProps): Queue {
  const queue = new Queue(scope, 'Queue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
    // Six timeouts and the window, so that a message is not seen again while its batch may still be worked on.
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    visibilityTimeout: Duration.seconds(
      6 * (handler.timeout?.toSeconds() ?? 3) + batches.maxBatchingWindow.toSeconds(),
    ),
    deadLetterQueue: { queue: new DeadLetterQueue(scope, 'Unhandled'), maxReceiveCount },
  });
  handler.addEventSource(new SqsEventSource(queue, { ...batches, reportBatchItemFailures: true }));
  Validations.of(handler).acknowledge({
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: 'A queue keeps what failed in its own dead-letter queue.',
  });
  return queue;
}
