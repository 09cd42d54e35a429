/** Lets a rebuild go on by itself: once a minute, whoever started it and whatever became of them. */

import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { NodeFunction } from './node-function.ts';

/** Ends before the next minute begins. */
const ADVANCE: RebuildRequest = { action: 'advance', forMs: 50_000 };

export class RebuildSchedule extends Construct {
  constructor(scope: Construct, id: string, rebuild: NodeFunction) {
    super(scope, id);
    new Rule(this, 'EveryMinute', {
      description: `Advances ${scope.node.path}`,
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(rebuild, {
          event: RuleTargetInput.fromObject(ADVANCE),
          deadLetterQueue: new DeadLetterQueue(this, 'Undelivered'),
          // The next minute does what this one could not.
          retryAttempts: 0,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
  }
}
