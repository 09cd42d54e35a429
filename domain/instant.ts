/** A point in time: events say when they happened, and everything derived from them is ordered by it. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const utcTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:00)$/;

/**
 * One spelling for all spellings of an RFC 3339 time in UTC: capital letters, `Z`, no trailing zeros in the fraction.
 * Undefined for anything else: another offset, a day that no calendar has, a leap second.
 */
export function canonicalTime(text: string): string | undefined {
  const [, seconds, fraction = ''] = utcTime.exec(text.toUpperCase()) ?? [];
  if (seconds === undefined || !existsInCalendar(seconds)) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? `${seconds}Z` : `${seconds}.${digits}Z`;
}

/** The instant of an RFC 3339 time in UTC, to the millisecond; the start of 1970 for what is no such time. */
export function instantOf(text: string): Instant {
  const time = canonicalTime(text);
  return time === undefined ? 0 : Date.parse(time);
}

/** RFC 3339, UTC, with milliseconds. */
export function timeText(at: Instant): string {
  return new Date(at).toISOString();
}

/** `2026-01-31`: the UTC day of an instant. */
export function utcDay(at: Instant): string {
  return timeText(at).slice(0, 10);
}

/** Date.parse turns 30 February into 2 March. */
function existsInCalendar(seconds: string): boolean {
  const at = Date.parse(`${seconds}Z`);
  return !Number.isNaN(at) && timeText(at).startsWith(seconds);
}
