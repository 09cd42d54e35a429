/** AttributesToGet, the projection from before expressions. */

import { invalidParameter } from '../errors.ts';

/** Throws ValidationException if a name is given twice. */
export function checkDistinctAttributes(names: readonly string[] | undefined): void {
  const twice = names?.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw invalidParameter(`Duplicate value in attribute name: ${twice}`);
}
