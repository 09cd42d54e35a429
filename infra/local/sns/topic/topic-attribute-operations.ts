/** `GetTopicAttributes` and `SetTopicAttributes`. */

import type { Context } from '../../kernel/context.ts';
import { missing } from '../sns-errors.ts';
import { checkTopicAttribute, shownAttributes, withAttributes } from './topic-attributes.ts';
import { openTopic, saveTopic } from './topic.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export function getTopicAttributes(context: Context, input: { readonly TopicArn?: string }) {
  const topic = openTopic(context, 'GetTopicAttributes', input.TopicArn);
  return { Attributes: shownAttributes(context, topic) };
}

export interface SetTopicAttributesInput {
  readonly TopicArn?: string;
  readonly AttributeName?: string;
  readonly AttributeValue?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export function setTopicAttributes(context: Context, input: SetTopicAttributesInput): void {
  const { TopicArn, AttributeName: name, AttributeValue: value = '' } = input;
  const topic = openTopic(context, 'SetTopicAttributes', TopicArn);
  if (name === undefined) throw missing('attributeName');
  checkTopicAttribute(name, value);
  saveTopic(context, { ...topic, attributes: withAttributes(topic.attributes, { [name]: value }) });
}
