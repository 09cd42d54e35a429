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
  /**
   * What an archive replays: `ignore` unless told, since whatever acts on the world must not act twice. `only` is for
   * what rebuilds, `both` for what may see an event again. Their events carry the replay's name.
   */
  readonly replay?: 'ignore' | 'only' | 'both';
  /** Takes SQS batches whose messages are recorded events, and answers with `batchItemFailures`. */
  readonly handler: LambdaFunction;
  /** Messages a batch, at most; 100 unless told. */
  readonly batchSize?: number;
  /** Batches handled at once, at most; 10 unless told. */
  readonly maxConcurrency?: number;
}

/** How each is told in a pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
const REPLAYS = {
  ignore: { 'replay-name': Match.doesNotExist() },
  only: { 'replay-name': Match.exists() },
  both: {},
} as const;

/**
 * Rule, queue, both dead-letter queues with their alarms, grants and partial batches; of recorded events only: they
 * carry a `sequence`.
 */
export class Subscription extends Consumer {
  constructor(
    scope: Construct,
    id: string,
    { bus, events, handler, replay = 'ignore', batchSize = 100, maxConcurrency = 10 }: SubscriptionProps,
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
        // CDK has no property for it.
        ...REPLAYS[replay],
      },
    });
  }
}
