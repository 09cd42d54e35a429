/** `CreateTopic`, `DeleteTopic` and `ListTopics`. */

import type { Context } from '../../kernel/context.ts';
import { page } from '../page.ts';
import { invalidParameter, missing, unsupported } from '../sns-errors.ts';
import { forgetSubscription, subscriptionsOf } from '../subscription/subscription.ts';
import { tagsFrom, type Tag } from './tags.ts';
import { checkTopicAttribute, withAttributes } from './topic-attributes.ts';
import { parseTopicArn, topicArn, type TopicAddress } from './topic-address.ts';
import { authorizedTopic, forgetTopic, saveTopic, topicsOf, type Topic } from './topic.ts';

export interface CreateTopicInput {
  readonly Name?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Tags?: readonly Tag[];
  readonly DataProtectionPolicy?: string;
}

/** Creating a topic again gives the one there is. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export function createTopic(context: Context, input: CreateTopicInput): { TopicArn: string } {
  const { Name: name, Attributes: given = {} } = input;
  if (name === undefined) throw missing('name');
  const address = { account: context.caller.account, name };
  const existing = authorizedTopic(context, 'CreateTopic', address);
  checkName(name);
  if (input.DataProtectionPolicy !== undefined) throw unsupported('DataProtectionPolicy', 'data protection');
  for (const [attribute, value] of Object.entries(given)) checkTopicAttribute(attribute, value);
  const tags = tagsFrom(input.Tags ?? []);
  const attributes = withAttributes({}, given);
  if (existing === undefined) saveTopic(context, { ...address, attributes, tags });
  else refuseDifferent(existing, { attributes, tags });
  return { TopicArn: topicArn(address, context.region) };
}

/** Throws for what is no name of a standard topic. */
export function checkName(name: string): void {
  if (/^[\w-]{1,251}\.fifo$/.test(name)) throw unsupported('Name', 'FIFO topics');
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
}

function refuseDifferent(existing: Topic, given: Pick<Topic, 'attributes' | 'tags'>): void {
  for (const member of ['attributes', 'tags'] as const) {
    const differs = Object.entries(given[member]).some(([name, value]) => existing[member][name] !== value);
    const title = member === 'tags' ? 'Tags' : 'Attributes';
    if (differs) throw invalidParameter(`${title} Reason: Topic already exists with different ${member}`);
  }
}

/** With all its subscriptions; deleting what is not there is fine. https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export function deleteTopic(context: Context, input: { readonly TopicArn?: string }): void {
  const address = parseTopicArn(input.TopicArn);
  authorizedTopic(context, 'DeleteTopic', address);
  removeTopic(context, address);
}

export function removeTopic(context: Context, address: TopicAddress): void {
  for (const subscription of subscriptionsOf(context, address)) forgetSubscription(context, subscription);
  forgetTopic(context, address);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export function listTopics(context: Context, input: { readonly NextToken?: string }) {
  const { account } = context.caller;
  context.authorize({ action: 'SNS:ListTopics', resource: topicArn({ account, name: '*' }, context.region) });
  const { items, ...rest } = page(topicsOf(context, account), input.NextToken, ({ name }) => name);
  return { Topics: items.map((topic) => ({ TopicArn: topicArn(topic, context.region) })), ...rest };
}
