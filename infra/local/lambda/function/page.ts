/** Pages of list operations: the marker is the place where the next page begins. */

import { invalidParameter } from './function-errors.ts';
import { inRange } from './function-settings.ts';

export interface PageInput {
  readonly Marker?: string;
  readonly MaxItems?: number | string;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly NextMarker?: string;
}

export function pageOf<T>(all: readonly T[], { Marker, MaxItems }: PageInput, mostItems = 50): PageOf<T> {
  const from = Marker === undefined || Marker === '' ? 0 : Number(Buffer.from(Marker, 'base64').toString('utf8'));
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('Invalid pagination token');
  const size = Math.min(mostItems, inRange(Number(MaxItems ?? mostItems), 'maxItems', 1, 10_000));
  const items = all.slice(from, from + size);
  if (from + size >= all.length) return { items };
  return { items, NextMarker: Buffer.from(String(from + size)).toString('base64') };
}
