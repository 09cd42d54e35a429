/** Where a replay may send its events: to the bus they came from, and there to all rules or to some. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ReplayDestination.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { Archive } from '../archives/archive-store.ts';
import { addressOfBus, ruleArn } from '../arns.ts';
import { requireBus } from '../buses/bus-store.ts';
import { rulesOf } from '../rules/rule-store.ts';
import { checkList, invalid } from '../validation.ts';

export interface ReplayDestination {
  /** ARN of the archive's bus. */
  readonly Arn: string;
  /** ARNs of the only rules that get the events. */
  readonly FilterArns?: readonly string[];
}

/** Throws what AWS throws. A rule that does not exist is refused: events for it would vanish without a word. */
export function checkDestination(context: Context, archive: Archive, { Arn, FilterArns }: ReplayDestination): void {
  checkList(FilterArns, 'FilterArns', 'string');
  if (!/^arn:[^:]+:events:[^:]*:\d{12}:event-bus\/./.test(Arn))
    throw invalid('Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.');
  const bus = addressOfBus(context, Arn);
  requireBus(context.tx, bus);
  if (bus.account !== context.caller.account || bus.name !== archive.bus)
    throw invalid('Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.');
  const known = new Set(
    rulesOf(context.tx, bus).map(({ name }) => ruleArn(context.region, bus.account, bus.name, name)),
  );
  for (const filter of FilterArns ?? []) {
    if (!filter.split(':')[5]?.startsWith('rule/'))
      throw invalid('Parameter Destination.FilterArns is not valid. Reason: Must contain rule ARNs.');
    if (!known.has(filter))
      throw new AwsError(
        'ResourceNotFoundException',
        `Rule ${filter.split('/').at(-1) ?? ''} does not exist on EventBus ${bus.name}.`,
      );
  }
}
