/** Compiled patterns by their text: rules are read from the store with every request, their patterns seldom change. */

import { compilePattern } from './compile-pattern.ts';
import type { EventPattern } from './event-pattern.ts';

const CAPACITY = 2_000;
const compiled = new Map<string, EventPattern>();

/** Throws `InvalidPattern`. The oldest entry makes room for a new one. */
export function cachedPattern(text: string): EventPattern {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const pattern = compilePattern(text);
  const oldest = compiled.keys().next();
  if (compiled.size >= CAPACITY && !oldest.done) compiled.delete(oldest.value);
  compiled.set(text, pattern);
  return pattern;
}
