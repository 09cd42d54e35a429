/**
 * Changes a document in place while its lists keep their indexes: removed elements leave a gap that is closed, and
 * elements set past a list's end are appended, only when all is done.
 */

import { attributeOf, setAttribute, type AttributeValue, type Item } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { nameOf, type Bindings } from './bindings.ts';
import { valueAt } from './document-path.ts';
import type { Path } from './syntax.ts';

const GAP: AttributeValue = {};

interface Appended {
  readonly list: AttributeValue[];
  readonly index: number;
  readonly value: AttributeValue;
}

export function documentEditor(item: Item, bound: Bindings) {
  const appended: Appended[] = [];
  const gapped = new Set<AttributeValue[]>();

  function parentOf(path: Path): AttributeValue {
    const steps = path.steps.slice(0, -1);
    const parent = steps.length === 0 ? { M: item } : valueAt(item, { type: 'path', steps }, bound);
    const last = path.steps.at(-1);
    if (parent === undefined || (typeof last === 'number' ? parent.L : parent.M) === undefined)
      throw validationError('The document path provided in the update expression is invalid for update');
    return parent;
  }

  function target(path: Path) {
    const parent = parentOf(path);
    const step = path.steps.at(-1) ?? '';
    return typeof step === 'number'
      ? ({ list: parent.L ?? [], index: step } as const)
      : ({ map: parent.M ?? {}, name: nameOf(step, bound) ?? step } as const);
  }

  return {
    get(path: Path): AttributeValue | undefined {
      const place = target(path);
      return place.map === undefined ? place.list[place.index] : attributeOf(place.map, place.name);
    },
    set(path: Path, value: AttributeValue): void {
      const place = target(path);
      if (place.map !== undefined) setAttribute(place.map, place.name, value);
      else if (place.index < place.list.length) place.list[place.index] = value;
      else appended.push({ ...place, value });
    },
    remove(path: Path): void {
      const place = target(path);
      if (place.map !== undefined) delete place.map[place.name];
      else if (place.index < place.list.length) {
        place.list[place.index] = GAP;
        gapped.add(place.list);
      }
    },
    finish(): void {
      for (const list of gapped) list.splice(0, list.length, ...list.filter((element) => element !== GAP));
      for (const { list, value } of appended.sort((a, b) => a.index - b.index)) list.push(value);
    },
  };
}
