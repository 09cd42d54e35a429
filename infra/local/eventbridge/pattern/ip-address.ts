/** IP addresses as digits of fixed length, so that a block of addresses is a range of strings. */

const V4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
const MAPPED = '00000000000000000000ffff';

/** Whether the text has the outward form of an address, valid or not. */
export function looksLikeAddress(text: string): boolean {
  return V4.test(text) || V6.test(text);
}

/** 8 hexadecimal digits for an IPv4 address, 32 for IPv6; undefined for anything else. */
export function addressDigits(text: string): string | undefined {
  if (V4.test(text)) return v4Digits(text);
  if (!V6.test(text)) return undefined;
  const digits = v6Digits(text);
  return digits?.startsWith(MAPPED) ? digits.slice(MAPPED.length) : digits;
}

function v4Digits(text: string): string | undefined {
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function v6Digits(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (groups.some((group) => group === '' || group.length > 4)) return undefined;
  return groups.map((group) => group.toLowerCase().padStart(4, '0')).join('');
}
