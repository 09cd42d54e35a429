/** Tags as SNS speaks of them: a list of pairs. */

import { AwsError } from '../../kernel/aws-error.ts';
import { invalidParameter } from '../sns-errors.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const MOST = 50;

/** The tags by their keys; refuses keys that are given twice, or are no keys. */
export function tagsFrom(tags: readonly Tag[]): Record<string, string> {
  const byKey = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(byKey).length < tags.length) throw invalidParameter('Duplicated keys are not allowed.');
  for (const key of Object.keys(byKey))
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith('aws:'))
      throw invalidParameter('Tags Reason: A tag key has 1 to 128 characters and does not start with aws:.');
  checkCount(byKey);
  return byKey;
}

/** Throws `TagLimitExceeded` for more tags than a topic can have. */
export function checkCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > MOST)
    throw new AwsError('TagLimitExceeded', 'Could not complete request: tag quota of per resource exceeded');
}
