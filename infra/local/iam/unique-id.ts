/** Ids of IAM entities, such as AROA4EXAMPLE5EXAMPLE2. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A prefix that names the kind of entity, and 17 random characters. */
export function uniqueId(prefix: 'AROA' | 'ANPA', random: () => number): string {
  const characters = Array.from({ length: 17 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]);
  return prefix + characters.join('');
}
