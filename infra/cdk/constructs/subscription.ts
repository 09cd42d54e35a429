/** A consumer's one line of intent: these recorded events go to that function. */

import { Duration } from 'aws-cdk-lib';
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EventType } from '../../../schemas/who-may-say-what.ts';
import { Consumer } from './consumer.ts';

export interface SubscriptionProps {
  /** The bus of recorded events. */
  readonly bus: IEventBus;
  /** The types it wants; all of them unless told. */
  readonly events?: readonly EventType[];
  /** Takes SQS batches whose messages are recorded events, and answers with `batchItemFailures`. */
  readonly handler: LambdaFunction;
  /** Messages a batch, at most; 100 unless told. */
  readonly batchSize?: number;
  /** Batches handled at once, at most; 10 unless told. */
  readonly maxConcurrency?: number;
}

/**
 * Rule, queue, both dead-letter queues with their alarms, grants and partial batches. Recorded events only (they
 * carry a `sequence`), and none that an archive replays: a replay rebuilds read models, it must not act twice.
 */
export class Subscription extends Consumer {
  constructor(
    scope: Construct,
    id: string,
    { bus, events, handler, batchSize = 100, maxConcurrency = 10 }: SubscriptionProps,
  ) {
    super(scope, id, {
      bus,
      handler,
      batchSize,
      maxConcurrency,
      maxBatchingWindow: Duration.seconds(1),
      description: `Recorded events for ${scope.node.path}/${id}`,
      pattern: {
        ...(events !== undefined && { detailType: [...events] }),
        detail: { sequence: Match.exists() },
        // CDK has no property for it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
        ...({ 'replay-name': Match.doesNotExist() } as object),
      },
    });
  }
}
