/** `AddPermission` and `RemovePermission`: an older way to write statements of the queue's policy. */

import type { Context, PolicyStatement } from '../kernel/context.ts';
import { queueArn } from './queue-address.ts';
import { openQueue, queuePolicy, savePolicy, type Queue } from './queue.ts';
import { invalidParameter, invalidValue, missingParameter } from './sqs-errors.ts';

export interface AddPermissionInput {
  readonly QueueUrl?: string;
  readonly Label?: string;
  readonly AWSAccountIds?: readonly string[];
  readonly Actions?: readonly string[];
}

interface StoredPolicy {
  readonly Version: string;
  readonly Id: string;
  readonly Statement: readonly PolicyStatement[];
}

const ACTIONS: ReadonlySet<string> = new Set([
  '*',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export function addPermission(context: Context, input: AddPermissionInput): void {
  const queue = openQueue(context, 'AddPermission', input.QueueUrl);
  const { Label, AWSAccountIds = [], Actions = [] } = input;
  if (Label === undefined || Label === '') throw missingParameter('Label');
  if (!/^[\w-]{1,80}$/.test(Label))
    throw invalidValue(
      Label,
      'Label',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
    );
  if (AWSAccountIds.length === 0) throw missingParameter('PrincipalId');
  for (const account of AWSAccountIds)
    if (!/^\d{12}$/.test(account)) throw invalidValue(account, 'PrincipalId', 'Unable to verify.');
  if (Actions.length === 0) throw missingParameter('Actions');
  if (Actions.length > 7)
    throw invalidParameter(`7 actions are allowed per statement, you provided ${Actions.length}.`);
  for (const action of Actions)
    if (!ACTIONS.has(action))
      throw invalidValue(
        `SQS:${action}`,
        'ActionName',
        'Please refer to the appropriate WSDL for a list of valid actions.',
      );
  const policy = storedPolicy(context, queue);
  if (policy.Statement.some(({ Sid }) => Sid === Label)) throw invalidValue(Label, 'Label', 'Already exists.');
  const statement: PolicyStatement = {
    Sid: Label,
    Effect: 'Allow',
    Principal: { AWS: oneOrAll(AWSAccountIds.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrAll(Actions.map((action) => `SQS:${action}`)),
    Resource: queueArn(queue, context.region),
  };
  save(context, queue, { ...policy, Statement: [...policy.Statement, statement] });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html */
export function removePermission(
  context: Context,
  input: { readonly QueueUrl?: string; readonly Label?: string },
): void {
  const queue = openQueue(context, 'RemovePermission', input.QueueUrl);
  if (input.Label === undefined) throw missingParameter('Label');
  const policy = storedPolicy(context, queue);
  const kept = policy.Statement.filter(({ Sid }) => Sid !== input.Label);
  if (kept.length === policy.Statement.length) throw invalidValue(input.Label, 'Label', "can't find label.");
  save(context, queue, { ...policy, Statement: kept });
}

function storedPolicy(context: Context, queue: Queue): StoredPolicy {
  const empty = { Version: '2008-10-17', Id: `${queueArn(queue, context.region)}/SQSDefaultPolicy` };
  const policy = queuePolicy(queue);
  return { ...empty, ...policy, Statement: [policy?.Statement ?? []].flat() };
}

function save(context: Context, queue: Queue, policy: StoredPolicy): void {
  savePolicy(context, queue, policy.Statement.length === 0 ? undefined : JSON.stringify(policy));
}

function oneOrAll<T>(values: readonly T[]): T | readonly T[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
