/** The two policies about dead letters: where a queue sends them, and whose a queue takes. */

import { parseQueueArn, type QueueAddress } from './queue-address.ts';
import { invalidValue } from './sqs-errors.ts';

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly target: QueueAddress;
  /** A message received this often and not deleted is dead. */
  readonly maxReceiveCount: number;
}

export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns: readonly string[];
}

/** Reads a `RedrivePolicy` attribute; refuses one that SQS would not take. */
export function parseRedrivePolicy(text: string): RedrivePolicy {
  const refuse = (reason: string) => invalidValue(text, 'RedrivePolicy', reason);
  const policy = parseMap(text);
  if (policy === undefined) throw refuse('Redrive policy is not a valid JSON map.');
  for (const name of ['deadLetterTargetArn', 'maxReceiveCount']) {
    if (policy[name] === undefined) throw refuse(`Redrive policy does not contain mandatory attribute: ${name}.`);
  }
  const { deadLetterTargetArn, maxReceiveCount } = policy;
  const target = typeof deadLetterTargetArn === 'string' ? parseQueueArn(deadLetterTargetArn) : undefined;
  if (typeof deadLetterTargetArn !== 'string' || target === undefined)
    throw refuse('Invalid value for deadLetterTargetArn.');
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw refuse(
      `Invalid value for maxReceiveCount: ${String(maxReceiveCount)}, valid values are from 1 to 1000 both inclusive.`,
    );
  return { deadLetterTargetArn, target, maxReceiveCount: count };
}

/** Reads a `RedriveAllowPolicy` attribute; refuses one that SQS would not take. */
export function parseRedriveAllowPolicy(text: string): RedriveAllowPolicy {
  const refuse = (reason: string) => invalidValue(text, 'RedriveAllowPolicy', reason);
  const policy = parseMap(text);
  if (policy === undefined) throw refuse('Redrive allow policy is not a valid JSON map.');
  const { redrivePermission, sourceQueueArns = [] } = policy;
  if (redrivePermission !== 'allowAll' && redrivePermission !== 'denyAll' && redrivePermission !== 'byQueue')
    throw refuse('Invalid value for redrivePermission.');
  const arns: readonly unknown[] = Array.isArray(sourceQueueArns) ? sourceQueueArns : [];
  if (redrivePermission === 'byQueue' ? arns.length < 1 || arns.length > 10 : arns.length > 0)
    throw refuse('sourceQueueArns takes 1 to 10 ARNs, and only with redrivePermission byQueue.');
  if (!arns.every((arn): arn is string => typeof arn === 'string' && parseQueueArn(arn) !== undefined))
    throw refuse('Invalid value for sourceQueueArns.');
  return { redrivePermission, sourceQueueArns: arns };
}

/** Whether a queue with this `RedriveAllowPolicy` takes dead letters of the source queue. */
export function takesDeadLettersOf(sourceArn: string, allowPolicy: string | undefined): boolean {
  if (allowPolicy === undefined) return true;
  const { redrivePermission, sourceQueueArns } = parseRedriveAllowPolicy(allowPolicy);
  return redrivePermission === 'allowAll' || (redrivePermission === 'byQueue' && sourceQueueArns.includes(sourceArn));
}

function parseMap(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
