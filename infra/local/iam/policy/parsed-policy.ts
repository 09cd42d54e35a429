/** Policies that services keep as text, parsed once for each text: every request to their resources asks for them. */

import type { PolicyDocument } from '../../kernel/context.ts';

const CACHE_LIMIT = 2000;
const cache = new Map<string, PolicyDocument>();

/** The document in a text that was checked when it was stored: the same object, which nobody changes, every time. */
export function parsedPolicy(text: string): PolicyDocument {
  let document = cache.get(text);
  if (document === undefined) {
    document = JSON.parse(text) as PolicyDocument;
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, document);
  }
  return document;
}
