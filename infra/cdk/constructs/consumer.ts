/** Rule → queue → function: a consumer of a bus with all its plumbing. */

import { Duration, Validations } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface ConsumerProps {
  readonly bus: IEventBus;
  readonly pattern: EventPattern;
  readonly description: string;
  /** Answers with `batchItemFailures`. */
  readonly handler: LambdaFunction;
  /** Messages a batch, at most. */
  readonly batchSize: number;
  /** How long a batch may gather. */
  readonly maxBatchingWindow: Duration;
  /** Batches handled at once, at most; at least 2. */
  readonly maxConcurrency: number;
}

/**
 * Delivery failures end in the rule's dead-letter queue, handling failures in the queue's: two different mendings.
 * A queue stands between, because a rule's own invocation of a function is asynchronous, and its failures are lost
 * to the rule. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export class Consumer extends Construct {
  readonly rule: Rule;
  readonly queue: Queue;
  readonly undelivered: DeadLetterQueue;
  readonly unhandled: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: ConsumerProps) {
    super(scope, id);
    this.undelivered = new DeadLetterQueue(this, 'Undelivered');
    this.unhandled = new DeadLetterQueue(this, 'Unhandled');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six timeouts and the window, so that a message is not seen again while its batch may still be worked on.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(
        6 * (props.handler.timeout?.toSeconds() ?? 3) + props.maxBatchingWindow.toSeconds(),
      ),
      deadLetterQueue: { queue: this.unhandled, maxReceiveCount: 5 },
    });
    this.rule = new Rule(this, 'Rule', {
      eventBus: props.bus,
      eventPattern: props.pattern,
      description: props.description,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: this.undelivered,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    props.handler.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: props.batchSize,
        maxBatchingWindow: props.maxBatchingWindow,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    Validations.of(props.handler).acknowledge({
      id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue keeps what failed in its own dead-letter queue.',
    });
  }
}
