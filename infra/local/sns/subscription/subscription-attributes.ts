/** The attributes a subscription can have, and what is a valid value of each. */

import { AwsError } from '../../kernel/aws-error.ts';
import { parseQueueArn } from '../../sqs/queue-address.ts';
import { checkFilterPolicy } from '../filter/filter-policy.ts';
import { filterScope } from '../filter/filter-scope.ts';
import { invalidParameter, unsupported } from '../sns-errors.ts';
import type { SubscriptionAttributes } from './subscription.ts';

const NAMES: ReadonlySet<string> = new Set([
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
]);

/** Attributes that an empty value, or an empty policy, removes. */
const CLEARABLE: ReadonlySet<string> = new Set(['FilterPolicy', 'RedrivePolicy']);

/**
 * The attributes with others in place of, or beside, those they have; refuses what SNS would not take.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function withSubscriptionAttributes(
  attributes: SubscriptionAttributes,
  given: Readonly<Record<string, string>>,
): SubscriptionAttributes {
  for (const name of Object.keys(given)) checkName(name);
  const entries = Object.entries({ ...attributes, ...given });
  const kept: SubscriptionAttributes = Object.fromEntries(entries.filter(([name, value]) => !isCleared(name, value)));
  checkRaw(kept.RawMessageDelivery);
  const scope = filterScope(kept.FilterPolicyScope);
  if (kept.FilterPolicy !== undefined) checkFilterPolicy(kept.FilterPolicy, scope);
  if (kept.RedrivePolicy !== undefined) deadLetterQueue(kept.RedrivePolicy);
  return kept;
}

function checkName(name: string): void {
  if (name === 'DeliveryPolicy' || name === 'SubscriptionRoleArn' || name === 'ReplayPolicy')
    throw unsupported(name, 'it: it is for other protocols or FIFO topics');
  if (!NAMES.has(name)) throw invalidParameter('AttributeName');
}

function isCleared(name: string, value: string): boolean {
  return CLEARABLE.has(name) && (value === '' || value.replace(/\s/g, '') === '{}');
}

function checkRaw(value: string | undefined): void {
  if (value !== undefined && !/^(true|false)$/i.test(value))
    throw invalidParameter(`RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
}

/** The ARN of the queue a redrive policy names; refuses a policy SNS would not take. */
export function deadLetterQueue(redrivePolicy: string): string {
  const policy = parsed(redrivePolicy) as { readonly deadLetterTargetArn?: unknown } | null;
  const arn = policy?.deadLetterTargetArn;
  if (typeof arn !== 'string' || parseQueueArn(arn) === undefined)
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  if (arn.endsWith('.fifo'))
    throw invalidParameter('RedrivePolicy: must use a standard queue as DLQ for a subscription to a standard topic.');
  return arn;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidParameter(`RedrivePolicy: failed to parse JSON. ${(error as Error).message}`);
  }
}

/** In `Subscribe` the same refusals name the parameter the attribute stood in. */
export function insideAttributes<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'InvalidParameter') throw error;
    throw invalidParameter(`Attributes Reason: ${error.message.replace(/^Invalid parameter: /, '')}`);
  }
}
