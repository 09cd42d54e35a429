/** Tags of buses and rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { findBus, putBus } from '../buses/bus-store.ts';
import { findRule, putRuleRecord } from '../rules/rule-store.ts';
import { checkStrings, type StringRule } from '../validation.ts';
import { tagPairs, tagsOf, type TagPair, type Tags } from './tags.ts';

interface Tagged {
  readonly tags: Tags;
  readonly save: (tags: Tags) => void;
}

const RESOURCE_ARN: StringRule = { required: true, min: 1, max: 1600 };

export function tagResource(
  context: Context,
  input: { readonly ResourceARN: string; readonly Tags?: readonly TagPair[] },
) {
  const { tags, save } = taggedResource(context, input.ResourceARN, 'events:TagResource');
  save({ ...tags, ...tagsOf(input.Tags) });
  return {};
}

export function untagResource(
  context: Context,
  input: { readonly ResourceARN: string; readonly TagKeys?: readonly string[] },
) {
  const { tags, save } = taggedResource(context, input.ResourceARN, 'events:UntagResource');
  save(Object.fromEntries(Object.entries(tags).filter(([name]) => input.TagKeys?.includes(name) !== true)));
  return {};
}

export function listTagsForResource(context: Context, input: { readonly ResourceARN: string }) {
  return { Tags: tagPairs(taggedResource(context, input.ResourceARN, 'events:ListTagsForResource').tags) };
}

function taggedResource(context: Context, arn: string, action: string): Tagged {
  checkStrings({ ResourceARN: arn }, { ResourceARN: RESOURCE_ARN });
  context.authorize({ action, resource: arn });
  const [, , , , account = '', resource = ''] = arn.split(':');
  const [kind, ...path] = resource.split('/');
  const name = path.at(-1) ?? '';
  const tagged =
    kind === 'event-bus'
      ? taggedBus(context, account, name)
      : kind === 'rule'
        ? taggedRule(context, { account, name: path.length > 1 ? (path[0] ?? '') : 'default' }, name)
        : undefined;
  if (tagged === undefined) throw new AwsError('ResourceNotFoundException', `Resource ${arn} does not exist.`);
  return tagged;
}

function taggedBus({ tx }: Context, account: string, name: string): Tagged | undefined {
  const bus = findBus(tx, { account, name });
  return bus && { tags: bus.tags, save: (tags) => putBus(tx, account, { ...bus, tags }) };
}

function taggedRule(
  { tx }: Context,
  bus: { readonly account: string; readonly name: string },
  name: string,
): Tagged | undefined {
  const rule = findRule(tx, bus, name);
  return rule && { tags: rule.tags, save: (tags) => putRuleRecord(tx, bus, { ...rule, tags }) };
}
