/** Finds where two JSON values part. */

import { canonicalJson } from '../../domain/canonical-json.ts';

export interface Difference {
  /** Names of members from the outermost to the innermost, joined by dots; empty for the values themselves. */
  readonly field: string;
  /** Undefined where there is nothing. */
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The first difference, as deep inside as objects go; arrays are compared whole. Undefined if the values are equal. */
export function firstDifference(expected: unknown, actual: unknown, field = ''): Difference | undefined {
  if (canonicalJson({ value: expected }) === canonicalJson({ value: actual })) return undefined;
  if (!isObject(expected) || !isObject(actual)) return { field, expected, actual };
  for (const name of Object.keys({ ...expected, ...actual }).sort()) {
    const inside = firstDifference(expected[name], actual[name], field === '' ? name : `${field}.${name}`);
    if (inside !== undefined) return inside;
  }
  return { field, expected, actual };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
