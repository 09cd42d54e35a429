/** The policy of a topic: the one it begins with, and what SNS takes in its place. */

import type { PolicyDocument, PolicyStatement } from '../../kernel/context.ts';
import { parsedPolicy } from '../../iam/policy/parsed-policy.ts';
import { policyProblem } from '../../iam/policy/policy-problem.ts';
import { invalidParameter } from '../sns-errors.ts';
import { topicArn, type TopicAddress } from './topic-address.ts';

/** What a topic's policy can be about. */
export const TOPIC_ACTIONS: readonly string[] = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];

interface Governed extends TopicAddress {
  readonly attributes: Readonly<Record<string, string>>;
}

/** The policy in effect. */
export function topicPolicy(topic: Governed, region: string): PolicyDocument {
  const { Policy } = topic.attributes;
  return Policy === undefined ? defaultPolicy(topic, region) : parsedPolicy(Policy);
}

/**
 * What SNS shows for a topic whose policy nobody set. No request has the key of its condition, so that it allows
 * nothing to those whom their own policies do not.
 */
function defaultPolicy(address: TopicAddress, region: string): PolicyDocument & { readonly Id: string } {
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: TOPIC_ACTIONS.map((action) => `SNS:${action}`),
        Resource: topicArn(address, region),
        Condition: { StringEquals: { 'AWS:SourceOwner': address.account } },
      },
    ],
  };
}

/** Refuses a policy SNS would not take: unsound, or about what no topic's policy can be about. */
export function checkTopicPolicy(text: string): void {
  const document = parsed(text);
  const problem = policyProblem(document, 'resource');
  if (problem !== undefined) throw invalidParameter(`Policy Error: ${problem}`);
  for (const { Action } of statementsOf(document as PolicyDocument))
    for (const action of [Action ?? []].flat())
      if (!isTopicAction(action)) throw invalidParameter('Policy statement action out of service scope!');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter('Policy Error: null');
  }
}

function isTopicAction(action: string): boolean {
  return TOPIC_ACTIONS.some((known) => `sns:${known}`.toLowerCase() === action.toLowerCase());
}

export function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat();
}
