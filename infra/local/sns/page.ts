/** Pages of SNS's listings: always 100 entries, the token being where the next page begins. */

import { invalidParameter } from './sns-errors.ts';

const PAGE = 100;

/** The page after the token's entry; `nameOf` gives entries their place in the order they come in. */
export function page<Item>(
  items: readonly Item[],
  token: string | undefined,
  nameOf: (item: Item) => string,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const after = token === undefined || token === '' ? -1 : items.findIndex((item) => encode(nameOf(item)) === token);
  if (token !== undefined && token !== '' && after < 0) throw invalidParameter('NextToken');
  const found = items.slice(after + 1, after + 1 + PAGE);
  const last = found.at(-1);
  const more = last !== undefined && after + 1 + PAGE < items.length;
  return more ? { items: found, NextToken: encode(nameOf(last)) } : { items: found };
}

function encode(name: string): string {
  return Buffer.from(name).toString('base64');
}
