/** Tags: kept as a record, spoken as a list of pairs. */

import { checkList, invalid } from '../validation.ts';

export type Tags = Readonly<Record<string, string>>;

export interface TagPair {
  readonly Key: string;
  readonly Value: string;
}

export function tagsOf(pairs: readonly TagPair[] | undefined): Tags {
  checkList(pairs, 'Tags', 'object');
  const tags = Object.fromEntries((pairs ?? []).map(({ Key, Value }) => [Key, Value]));
  for (const [name, value] of Object.entries(tags)) {
    if (name.length < 1 || name.length > 128 || typeof value !== 'string' || value.length > 256)
      throw invalid(`Tag ${name} is not valid.`);
  }
  return tags;
}

export function tagPairs(tags: Tags): TagPair[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
