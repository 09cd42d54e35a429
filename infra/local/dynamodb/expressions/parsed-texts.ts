/** Keeps parsed expressions by their text: applications send the same few again and again. */

import type { Parsed } from './syntax.ts';

const MOST = 1000;

/** `parse`, remembering its last results. */
export function remembering<T>(parse: (text: string) => Parsed<T>): (text: string) => Parsed<T> {
  const known = new Map<string, Parsed<T>>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text);
    if (known.size === MOST) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}
