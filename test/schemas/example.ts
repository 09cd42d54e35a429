/** Reads the example of a released event: valid, and realistic. */

import { readFileSync } from 'node:fs';

export interface Example {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

export function example(type: string, version: number): Example {
  const file = new URL(`../../schemas/${type}/${version}.example.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Example;
}
