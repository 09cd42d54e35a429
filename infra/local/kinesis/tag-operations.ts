/** Tags of streams: `AddTagsToStream`, `RemoveTagsFromStream`, `ListTagsForStream`, and their successors by ARN. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints, type Constraint } from './constraints.ts';
import { invalidArgument, limitExceeded } from './kinesis-errors.ts';
import { openStream, saveStream, type NamesStream } from './stream.ts';

type Tags = Readonly<Record<string, string>>;

const MOST = 50;
const TAGS: Constraint = { type: 'map', required: true, min: 1, max: 200 };
const TAG_KEYS: Constraint = { type: 'list', required: true, min: 1, max: 50 };

/** Refuses tags that do not fit beside those there are. */
export function checkTags(existing: Tags, added: Tags): void {
  for (const [key, value] of Object.entries(added)) {
    checkConstraints(
      { Key: key, Value: value },
      {
        Key: { type: 'string', min: 1, max: 128 },
        Value: { type: 'string', max: 256 },
      },
      'tags.',
    );
    if (key.startsWith('aws:')) throw invalidArgument('Tag keys must not start with aws:.');
  }
  if (Object.keys({ ...existing, ...added }).length > MOST)
    throw limitExceeded(`Failed to add tags: a stream can have at most ${MOST} tags.`);
}

export function addTagsToStream(context: Context, input: NamesStream & { readonly Tags: Tags }): void {
  add(context, 'AddTagsToStream', input, input.Tags);
}

export function tagResource(context: Context, input: { readonly ResourceARN: string; readonly Tags: Tags }): void {
  add(context, 'TagResource', { StreamARN: input.ResourceARN }, input.Tags);
}

function add(context: Context, action: string, named: NamesStream, tags: Tags): void {
  const stream = openStream(context, action, { ...named, Tags: tags } as NamesStream, { Tags: TAGS });
  checkTags(stream.tags, tags);
  saveStream(context, { ...stream, tags: { ...stream.tags, ...tags } });
}

export function removeTagsFromStream(
  context: Context,
  input: NamesStream & { readonly TagKeys: readonly string[] },
): void {
  remove(context, 'RemoveTagsFromStream', input, input.TagKeys);
}

export function untagResource(
  context: Context,
  input: { readonly ResourceARN: string; readonly TagKeys: readonly string[] },
): void {
  remove(context, 'UntagResource', { StreamARN: input.ResourceARN }, input.TagKeys);
}

function remove(context: Context, action: string, named: NamesStream, keys: readonly string[]): void {
  const stream = openStream(context, action, { ...named, TagKeys: keys } as NamesStream, { TagKeys: TAG_KEYS });
  const dropped = new Set(keys);
  const tags = Object.fromEntries(Object.entries(stream.tags).filter(([key]) => !dropped.has(key)));
  saveStream(context, { ...stream, tags });
}

/** By key, after `ExclusiveStartTagKey`. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html */
export function listTagsForStream(
  context: Context,
  input: NamesStream & { readonly ExclusiveStartTagKey?: string; readonly Limit?: number },
) {
  const { tags } = openStream(context, 'ListTagsForStream', input, {
    ExclusiveStartTagKey: { type: 'string', min: 1, max: 128 },
    Limit: { type: 'number', min: 1, max: 50 },
  });
  const after = tagList(tags).filter(({ Key }) => Key > (input.ExclusiveStartTagKey ?? ''));
  const most = input.Limit ?? MOST;
  return { Tags: after.slice(0, most), HasMoreTags: after.length > most };
}

export function listTagsForResource(context: Context, input: { readonly ResourceARN: string }) {
  return { Tags: tagList(openStream(context, 'ListTagsForResource', { StreamARN: input.ResourceARN }).tags) };
}

function tagList(tags: Tags): { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}
