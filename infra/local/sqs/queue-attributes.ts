/** The attributes a queue can have: their defaults, and what is a valid value of each. */

import { AwsError } from '../kernel/aws-error.ts';
import type { QueueAddress } from './queue-address.ts';
import { isFifo, type Queue } from './queue.ts';
import { parseRedriveAllowPolicy, parseRedrivePolicy } from './redrive-policy.ts';
import { invalidAttributeValue, unknownAttribute } from './sqs-errors.ts';

type Check = (value: string) => boolean;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const CHECKS: Readonly<Record<string, Check>> = {
  DelaySeconds: whole(0, 900),
  MaximumMessageSize: whole(1024, 1_048_576),
  MessageRetentionPeriod: whole(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: whole(0, 20),
  VisibilityTimeout: whole(0, 43_200),
  KmsDataKeyReusePeriodSeconds: whole(60, 86_400),
  KmsMasterKeyId: () => true,
  SqsManagedSseEnabled: oneOf('true', 'false'),
  Policy: isPolicy,
  RedrivePolicy: () => true,
  RedriveAllowPolicy: () => true,
};

const FIFO_CHECKS: Readonly<Record<string, Check>> = {
  FifoQueue: oneOf('true'),
  ContentBasedDeduplication: oneOf('true', 'false'),
  DeduplicationScope: oneOf('queue', 'messageGroup'),
  FifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
};

const DEFAULTS = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
} as const;

const FIFO_DEFAULTS = {
  FifoQueue: 'true',
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
} as const;

/** The number a queue goes by: seconds, or bytes for `MaximumMessageSize`. */
export function numberAttribute(queue: Queue, name: keyof typeof DEFAULTS): number {
  return Number(queue.attributes[name] ?? DEFAULTS[name]);
}

/** Every attribute that was set or has a default. */
export function effectiveAttributes(queue: Queue): Record<string, string> {
  const encryption = queue.attributes.KmsMasterKeyId === undefined ? 'true' : 'false';
  const defaults = { ...DEFAULTS, SqsManagedSseEnabled: encryption, ...(isFifo(queue) ? FIFO_DEFAULTS : {}) };
  return { ...defaults, ...queue.attributes };
}

/** Refuses attributes SQS would: unknown, out of range, or of the other kind of queue. */
export function checkAttributes(address: QueueAddress, attributes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'FifoQueue' && isFifo(address) && value !== 'true')
      throw invalidAttributeValue(name, 'Modifying queue type is not supported.');
    const check = checkOf(address, name);
    if (check === undefined) throw unknownAttribute(name);
    if (typeof value !== 'string') throw invalidAttributeValue(name);
    if (!(value === '' && CLEARABLE.has(name)) && !check(value)) throw invalidAttributeValue(name);
  }
  checkRedrive(attributes);
  checkEncryption(attributes);
}

/** Attributes that an empty value removes. */
export const CLEARABLE: ReadonlySet<string> = new Set([
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
]);

function checkOf(address: QueueAddress, name: string): Check | undefined {
  if (Object.hasOwn(CHECKS, name)) return CHECKS[name];
  return isFifo(address) && Object.hasOwn(FIFO_CHECKS, name) ? FIFO_CHECKS[name] : undefined;
}

function checkRedrive({ RedrivePolicy, RedriveAllowPolicy }: Readonly<Record<string, unknown>>): void {
  if (typeof RedrivePolicy === 'string' && RedrivePolicy !== '') parseRedrivePolicy(RedrivePolicy);
  if (typeof RedriveAllowPolicy === 'string' && RedriveAllowPolicy !== '') parseRedriveAllowPolicy(RedriveAllowPolicy);
}

function checkEncryption({ KmsMasterKeyId, SqsManagedSseEnabled }: Readonly<Record<string, unknown>>): void {
  if (SqsManagedSseEnabled === 'true' && KmsMasterKeyId !== undefined && KmsMasterKeyId !== '')
    throw new AwsError(
      'InvalidAttributeName',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
}

function whole(from: number, to: number): Check {
  return (value) => /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to;
}

function oneOf(...values: string[]): Check {
  return (value) => values.includes(value);
}

function isPolicy(value: string): boolean {
  try {
    const policy = JSON.parse(value) as { Statement?: unknown } | null;
    return typeof policy === 'object' && policy !== null && typeof policy.Statement === 'object';
  } catch {
    return false;
  }
}
