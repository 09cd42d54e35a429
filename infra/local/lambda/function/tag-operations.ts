/** The API of tags, of functions and of event source mappings. */

import type { Context } from '../../kernel/context.ts';
import { findMapping, saveMapping } from '../mapping/mapping-record.ts';
import { functionArn, parseFunctionName } from './function-arn.ts';
import { functionNotFound, invalidParameter, notFound } from './function-errors.ts';
import { findFunction, saveFunction } from './function-record.ts';

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  readonly save: (tags: Tags) => void;
}

export function listTags(context: Context, { Resource }: { readonly Resource: string }): unknown {
  return { Tags: tagged(context, 'ListTags', Resource).tags };
}

export function tagResource(context: Context, input: { readonly Resource: string; readonly Tags?: Tags }): void {
  const { tags, save } = tagged(context, 'TagResource', input.Resource);
  save({ ...tags, ...input.Tags });
}

export function untagResource(
  context: Context,
  { Resource, TagKeys = [] }: { readonly Resource: string; readonly TagKeys?: readonly string[] },
): void {
  const { tags, save } = tagged(context, 'UntagResource', Resource);
  save(Object.fromEntries(Object.entries(tags).filter(([name]) => !TagKeys.includes(name))));
}

function tagged(context: Context, action: string, arn: string): Tagged {
  context.authorize({ action: `lambda:${action}`, resource: arn });
  const mappingId = /^arn:[^:]+:lambda:[^:]+:(\d+):event-source-mapping:(.+)$/.exec(arn);
  if (mappingId !== null) {
    const mapping = findMapping(context, mappingId[1] ?? '', mappingId[2] ?? '');
    if (mapping === undefined) throw notFound();
    return { tags: mapping.tags, save: (tags) => saveMapping(context, { ...mapping, tags }) };
  }
  const reference = parseFunctionName(arn, context.caller.account);
  if (reference.qualifier !== undefined)
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  const record = findFunction(context, reference.account, reference.name);
  if (record === undefined) throw functionNotFound(functionArn(context.region, reference));
  return { tags: record.tags, save: (tags) => saveFunction(context, { ...record, tags }) };
}
