/** The addresses and domains an account sends mail from. Here they count as verified from the start. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';

export interface Identity {
  /** An e-mail address or a domain, in lower case. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The configuration set of mail that names none. */
  readonly configurationSet?: string;
}

export function identityArn({ region, caller }: Context, name: string): string {
  return `arn:aws:ses:${region}:${caller.account}:identity/${name}`;
}

export function identityType({ name }: Identity): 'EMAIL_ADDRESS' | 'DOMAIN' {
  return name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
}

function identityKey(context: Context, name: string): string {
  return key('ses', context.caller.account, 'identity', name.toLowerCase());
}

export function findIdentity(context: Context, name: string): Identity | undefined {
  return context.tx.get<Identity>(identityKey(context, name));
}

export function saveIdentity(context: Context, identity: Identity): void {
  context.tx.put(identityKey(context, identity.name), { ...identity, name: identity.name.toLowerCase() });
}

export function forgetIdentity(context: Context, name: string): void {
  context.tx.delete(identityKey(context, name));
}

/** The account's identities by name. */
export function identitiesOf({ tx, caller }: Context): Identity[] {
  return [...tx.scan<Identity>(within('ses', caller.account, 'identity'))].map(([, identity]) => identity);
}

/**
 * The identity by which an address may send: the address itself, or else its domain, or a domain that one is below.
 * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export function identityFor(context: Context, address: string): Identity | undefined {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.'));
  for (const name of [address, ...domains]) {
    const identity = findIdentity(context, name);
    if (identity !== undefined) return identity;
  }
  return undefined;
}
