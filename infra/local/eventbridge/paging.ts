/** Pages of a list, with the last item's name as the token of the next. */

import { checkNumber, checkStrings, invalid } from './validation.ts';

export interface PageRequest {
  readonly Limit?: number;
  readonly NextToken?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

const LARGEST = 100;

/** Takes a page of items that come in the order of their names. */
export function pageOf<T>(items: Iterable<T>, nameOf: (item: T) => string, request: PageRequest): Page<T> {
  checkNumber(request.Limit, 'limit', 1, LARGEST);
  checkStrings(request, { NextToken: { min: 1, max: 2048 } });
  const after = request.NextToken === undefined ? undefined : decodeToken(request.NextToken);
  const page: T[] = [];
  for (const item of items) {
    if (after !== undefined && nameOf(item) <= after) continue;
    const last = page.at(-1);
    if (last !== undefined && page.length === (request.Limit ?? LARGEST))
      return { items: page, NextToken: encodeToken(nameOf(last)) };
    page.push(item);
  }
  return { items: page };
}

function encodeToken(name: string): string {
  return Buffer.from(`after:${name}`).toString('base64url');
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith('after:')) throw invalid('Parameter NextToken is not valid.');
  return text.slice('after:'.length);
}
