/** What the schemas' `format` keywords mean here: looked up by the generator and by the generated validators. */

import { canonicalTime } from '../domain/instant.ts';

const email = /^[^\p{C}\p{Z}@<>()[\]\\,;:"]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u;

export const formats = {
  /** RFC 3339, and in UTC. */
  'date-time': (text: string): boolean => canonicalTime(text) !== undefined,
  email: (text: string): boolean => email.test(text),
};

/** JSON Schema counts characters, not UTF-16 units: https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.1 */
export function characters(text: string): number {
  return Array.from(text).length;
}
