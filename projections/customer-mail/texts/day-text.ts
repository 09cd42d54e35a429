/** Days as customers read them. */

import { instantOf } from '../../../domain/instant.ts';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `2 March 2026`: the UTC day of an RFC 3339 time. */
export function dayText(time: string): string {
  return format.format(instantOf(time));
}
