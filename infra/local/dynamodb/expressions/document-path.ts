/** Follows a path into a document. */

import { attributeOf, type AttributeValue, type Item } from '../attribute-value.ts';
import { nameOf, type Bindings } from './bindings.ts';
import type { Path } from './syntax.ts';

/** What lies at the path, if anything does. */
export function valueAt(item: Item, path: Path, bound: Bindings): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path.steps) {
    if (typeof step === 'number') value = value.L?.[step];
    else {
      const name = nameOf(step, bound);
      value = value.M === undefined || name === undefined ? undefined : attributeOf(value.M, name);
    }
    if (value === undefined) return undefined;
  }
  return value;
}
