/** Rule → queue → function: a consumer of a bus with all its plumbing. */

import { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { feedByQueue, type FeedingProps } from './feed-by-queue.ts';

export interface ConsumerProps extends FeedingProps {
  readonly bus: IEventBus;
  readonly pattern: EventPattern;
  readonly description: string;
}

/**
 * Delivery failures end in the rule's dead-letter queue, handling failures in the queue's: two different mendings.
 * A queue stands between, because a rule's own invocation of a function is asynchronous, and its failures are lost
 * to the rule. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export class Consumer extends Construct {
  readonly rule: Rule;
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { bus, pattern, description, ...feeding }: ConsumerProps) {
    super(scope, id);
    this.queue = feedByQueue(this, feeding);
    this.rule = new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: pattern,
      description,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: new DeadLetterQueue(this, 'Undelivered'),
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
