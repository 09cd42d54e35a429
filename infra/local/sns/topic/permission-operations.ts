/** `AddPermission` and `RemovePermission`: an older way to write statements of the topic's policy. */

import type { Context, PolicyStatement } from '../../kernel/context.ts';
import { invalidParameter, missing } from '../sns-errors.ts';
import { statementsOf, TOPIC_ACTIONS, topicPolicy } from './topic-policy.ts';
import { topicArn } from './topic-address.ts';
import { openTopic, saveTopic, type Topic } from './topic.ts';

export interface AddPermissionInput {
  readonly TopicArn?: string;
  readonly Label?: string;
  readonly AWSAccountId?: readonly string[];
  readonly ActionName?: readonly string[];
}

/** https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html */
export function addPermission(context: Context, input: AddPermissionInput): void {
  const topic = openTopic(context, 'AddPermission', input.TopicArn);
  const { Label, AWSAccountId: accounts = [], ActionName: actions = [] } = input;
  if (Label === undefined) throw missing('label');
  if (accounts.length === 0 || !accounts.every((account) => /^\d{12}$/.test(account)))
    throw invalidParameter('AWSAccountId');
  if (actions.length === 0 || !actions.every((action) => TOPIC_ACTIONS.includes(action)))
    throw invalidParameter('Policy statement action out of service scope!');
  const statements = statementsOf(topicPolicy(topic, context.region));
  if (statements.some(({ Sid }) => Sid === Label)) throw invalidParameter('Statement already exists');
  const statement: PolicyStatement = {
    Sid: Label,
    Effect: 'Allow',
    Principal: { AWS: oneOrAll(accounts.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrAll(actions.map((action) => `SNS:${action}`)),
    Resource: topicArn(topic, context.region),
  };
  saveStatements(context, topic, [...statements, statement]);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_RemovePermission.html */
export function removePermission(
  context: Context,
  input: { readonly TopicArn?: string; readonly Label?: string },
): void {
  const topic = openTopic(context, 'RemovePermission', input.TopicArn);
  if (input.Label === undefined) throw missing('label');
  const kept = statementsOf(topicPolicy(topic, context.region)).filter(({ Sid }) => Sid !== input.Label);
  saveStatements(context, topic, kept);
}

function saveStatements(context: Context, topic: Topic, Statement: readonly PolicyStatement[]): void {
  const Policy = JSON.stringify({ ...topicPolicy(topic, context.region), Statement });
  saveTopic(context, { ...topic, attributes: { ...topic.attributes, Policy } });
}

function oneOrAll(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
