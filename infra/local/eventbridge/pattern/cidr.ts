/** `{"cidr": "10.0.0.0/24"}`: a block of addresses, IPv4 or IPv6. */

import { InvalidPattern } from './invalid-pattern.ts';
import { addressDigits, looksLikeAddress } from './ip-address.ts';
import type { ValueTest } from './event-pattern.ts';

/** AWS reports these without a place in the pattern. */
export function cidrTest(block: string): ValueTest {
  const [address, mask, ...rest] = block.split('/');
  if (address === undefined || mask === undefined || rest.length > 0)
    throw new InvalidPattern("Malformed CIDR, one '/' required");
  if (!/^[+-]?\d+$/.test(mask)) throw new InvalidPattern('Malformed CIDR, mask bits must be an integer');
  const maskBits = Number(mask);
  if (maskBits < 0) throw new InvalidPattern('Malformed CIDR, mask bits must not be negative');
  if (!looksLikeAddress(address)) throw new InvalidPattern(`Nonstandard IP address: ${address}`);
  const digits = addressDigits(address);
  if (digits === undefined) throw new InvalidPattern(`Invalid IP address: ${address}`);
  const bits = digits.length * 4;
  if (maskBits >= bits) throw new InvalidPattern(`IPv${bits === 32 ? 4 : 6} mask bits must be < ${bits}`);
  const prefix = networkOf(digits, maskBits);
  return (value) => {
    const candidate = typeof value === 'string' ? addressDigits(value) : undefined;
    return candidate?.length === digits.length && networkOf(candidate, maskBits) === prefix;
  };
}

/** The first bits of an address, as a string. */
function networkOf(digits: string, maskBits: number): string {
  const whole = Math.floor(maskBits / 4);
  const partial = maskBits % 4;
  const last = partial === 0 ? '' : parseInt(digits.charAt(whole), 16) >> (4 - partial);
  return `${digits.slice(0, whole)}/${last}`;
}
