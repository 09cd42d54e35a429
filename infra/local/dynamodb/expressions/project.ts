/** Reduces an item to what some paths select, keeping the shape of the document around it. */

import { attributeOf, setAttribute, type AttributeValue, type Item } from '../attribute-value.ts';

type Steps = readonly (string | number)[];

/** What is selected below one step: everything, or further steps. */
type Selection = Map<string | number, Selection> | 'all';

/** Items keep only what the paths select; list elements keep their order without gaps. Missing paths select nothing. */
export function projector(paths: readonly Steps[]): (item: Item) => Item {
  const root = new Map<string | number, Selection>();
  for (const path of paths) addPath(root, path);
  return (item) => selectedMembers(item, root);
}

function addPath(selection: Map<string | number, Selection>, [step, ...rest]: Steps): void {
  if (step === undefined) return;
  if (rest.length === 0) {
    selection.set(step, 'all');
    return;
  }
  const below = selection.get(step) ?? new Map<string | number, Selection>();
  selection.set(step, below);
  if (below !== 'all') addPath(below, rest);
}

function selectedMembers(item: Item, selection: Map<string | number, Selection>): Item {
  const selected: Item = {};
  for (const [name, below] of selection) {
    const value = attributeOf(item, String(name));
    const part = value && typeof name === 'string' ? selectedPart(value, below) : undefined;
    if (part !== undefined) setAttribute(selected, String(name), part);
  }
  return selected;
}

function selectedPart(value: AttributeValue, selection: Selection): AttributeValue | undefined {
  if (selection === 'all') return value;
  if (value.M !== undefined) {
    const members = selectedMembers(value.M, selection);
    return Object.keys(members).length === 0 ? undefined : { M: members };
  }
  if (value.L === undefined) return undefined;
  const list = value.L;
  const indexes = [...selection.keys()].filter((step) => typeof step === 'number').sort((a, b) => a - b);
  const elements = indexes
    .map((index) => list[index] && selectedPart(list[index], selection.get(index) ?? 'all'))
    .filter((element) => element !== undefined);
  return elements.length === 0 ? undefined : { L: elements };
}
