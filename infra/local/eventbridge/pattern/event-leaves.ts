/** An event taken apart into its leaves, once for all patterns it is matched with. */

import type { Scalar } from './event-pattern.ts';

/**
 * In which elements of which arrays a leaf lies: array number, index, array number, index, … Two leaves go together
 * only if no array holds them in different elements.
 */
export type ArrayPlace = readonly number[];

export interface Leaf {
  readonly value: Scalar;
  readonly place: ArrayPlace;
}

/** Leaves by the names on the way to them, joined by dots; arrays on the way leave no name. */
export type EventLeaves = ReadonlyMap<string, readonly Leaf[]>;

const NOWHERE: ArrayPlace = [];

/**
 * The leaves of a parsed event: all, or those on the given paths (and what leads to them), which spares going through
 * the rest. An empty object or array has none.
 */
export function eventLeaves(event: object, paths?: ReadonlySet<string>): EventLeaves {
  const leaves = new Map<string, Leaf[]>();
  let arrays = 0;

  function visit(value: unknown, path: string, place: ArrayPlace): void {
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) visitArray(value, path, place);
      else visitObject(value, path + '.', place);
      return;
    }
    const leaf = { value: value as Scalar, place };
    const others = leaves.get(path);
    if (others === undefined) leaves.set(path, [leaf]);
    else others.push(leaf);
  }

  /** Scalars directly inside an array are not bound to their index: `["a", "b"]` has both. */
  function visitArray(array: readonly unknown[], path: string, place: ArrayPlace): void {
    const number = arrays;
    arrays += 1;
    array.forEach((element, index) => {
      const nested = typeof element === 'object' && element !== null;
      visit(element, path, nested ? [...place, number, index] : place);
    });
  }

  function visitObject(object: object, prefix: string, place: ArrayPlace): void {
    for (const name in object) {
      const path = prefix + name;
      if (paths === undefined || paths.has(path)) visit((object as Record<string, unknown>)[name], path, place);
    }
  }

  visitObject(event, '', NOWHERE);
  return leaves;
}

/** The place of both leaves together, or undefined if they lie in different elements of one array. */
export function together(left: ArrayPlace, right: ArrayPlace): ArrayPlace | undefined {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  let joined = left;
  for (let at = 0; at < right.length; at += 2) {
    const array = right[at] as number;
    const known = elementOf(left, array);
    if (known === undefined) joined = [...joined, array, right[at + 1] as number];
    else if (known !== right[at + 1]) return undefined;
  }
  return joined;
}

function elementOf(place: ArrayPlace, array: number): number | undefined {
  for (let at = 0; at < place.length; at += 2) if (place[at] === array) return place[at + 1];
  return undefined;
}
