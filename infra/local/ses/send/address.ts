/** E-mail addresses as mail headers and the API write them: `a@example.com`, or `Ann <a@example.com>`. */

import { badRequest } from '../ses-errors.ts';

export interface Address {
  readonly address: string;
  readonly displayName?: string;
}

const NAMED = /^(.*)<([^<>]*)>$/s;

/** Throws what SES finds wrong with an address. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html */
export function parseAddress(text: string): Address {
  const [, name, inner] = NAMED.exec(text.trim()) ?? [];
  const address = (inner ?? text).trim();
  const displayName = name?.trim().replace(/^"(.*)"$/s, '$1');
  checkAddress(address);
  if (displayName !== undefined && /\p{Cc}/u.test(displayName))
    throw badRequest('Display name contains control characters');
  return displayName === undefined || displayName === '' ? { address } : { address, displayName };
}

function checkAddress(address: string): void {
  const at = address.lastIndexOf('@');
  if (at < 0) throw badRequest("Missing final '@domain'");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (local === '') throw badRequest('Missing local name');
  if (domain === '') throw badRequest('Missing domain');
  if (/[\s\p{Cc}]/u.test(local)) throw badRequest('Local address contains control or whitespace');
  if (/[\s\p{Cc}]/u.test(domain)) throw badRequest('Domain contains control or whitespace');
  if (/[^\x21-\x7e]|[,;:<>()]/.test(local)) throw badRequest('Local address contains illegal character');
  if (!/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(domain)) throw badRequest('Domain contains illegal character');
}

/** The addresses of a header such as `To`, which commas part, but not those in quotes. */
export function splitAddresses(header: string): string[] {
  const addresses = header.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? [];
  return addresses.map((address) => address.trim()).filter((address) => address !== '');
}
