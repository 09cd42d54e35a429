/** `TagResource`, `UntagResource` and `ListTagsForResource`. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { checkCount, tagsFrom, type Tag } from './tags.ts';
import { parseTopicArn } from './topic-address.ts';
import { authorizedTopic, saveTopic, type Topic } from './topic.ts';

interface ResourceInput {
  readonly ResourceArn?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export function tagResource(context: Context, input: ResourceInput & { readonly Tags?: readonly Tag[] }) {
  const topic = openResource(context, 'TagResource', input);
  const tags = { ...topic.tags, ...tagsFrom(input.Tags ?? []) };
  checkCount(tags);
  saveTopic(context, { ...topic, tags });
  return {};
}

/** https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export function untagResource(context: Context, input: ResourceInput & { readonly TagKeys?: readonly string[] }) {
  const topic = openResource(context, 'UntagResource', input);
  const dropped = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !dropped.has(key)));
  saveTopic(context, { ...topic, tags });
  return {};
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export function listTagsForResource(context: Context, input: ResourceInput) {
  const { tags } = openResource(context, 'ListTagsForResource', input);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

function openResource(context: Context, action: string, { ResourceArn }: ResourceInput): Topic {
  const topic = authorizedTopic(context, action, parseTopicArn(ResourceArn, 'ResourceArn'));
  if (topic === undefined) throw new AwsError('ResourceNotFound', 'Resource does not exist', { status: 404 });
  return topic;
}
