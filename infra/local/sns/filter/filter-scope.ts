/** What a filter policy is about: the attributes of a message, or its body. */

import { invalidParameter } from '../sns-errors.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** The scope an attribute names; the message's attributes unless told otherwise. */
export function filterScope(value: string | undefined): FilterScope {
  if (value === undefined || value === 'MessageAttributes') return 'MessageAttributes';
  if (value === 'MessageBody') return value;
  throw invalidParameter(
    `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
  );
}
