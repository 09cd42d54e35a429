/** Days as customers read them. */

import { instantOf } from '../../../domain/instant.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * `2 March 2026`: the UTC day of an RFC 3339 time. Without `Intl`, whose calendars alone take as long to load as the
 * SES client.
 */
export function dayText(time: string): string {
  const day = new Date(instantOf(time));
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
