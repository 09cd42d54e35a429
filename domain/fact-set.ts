/** A set of facts in the order in which they happened: what is collected in it does not depend on how it arrived. */

import { canonicalJson } from './canonical-json.ts';
import type { Instant } from './instant.ts';

/** When something happened, followed by what; a tuple, because rows hold thousands of them as JSON. */
export type Fact = readonly [at: Instant, ...what: unknown[]];

/** Adds a fact where its time puts it; returns the same set if it is in there already. */
export function addFact<F extends Fact>(facts: readonly F[], fact: F): readonly F[] {
  const index = positionOf(facts, fact);
  const there = facts[index];
  if (there !== undefined && compareFacts(there, fact) === 0) return facts;
  return facts.toSpliced(index, 0, fact);
}

/** The first index whose fact does not come before the given one. Facts mostly arrive as they happen, so the end is tried first. */
function positionOf<F extends Fact>(facts: readonly F[], fact: F): number {
  const last = facts.at(-1);
  if (last === undefined || compareFacts(last, fact) < 0) return facts.length;
  let [low, high] = [0, facts.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFacts(facts[middle] as F, fact) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By time; facts of the same instant by their contents, in the order of the tuple. */
export function compareFacts(a: Fact, b: Fact): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const order = compareValues(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  const [textA, textB] = [canonicalJson(a), canonicalJson(b)];
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}
