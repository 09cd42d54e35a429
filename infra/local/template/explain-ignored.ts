/** Tells what of a template has no effect on one machine, and why. */

import { IGNORED_TYPES } from './ignored-types.ts';
import type { ResourceCatalog } from './resource-catalog.ts';
import type { Template } from './template.ts';

export interface Ignored {
  readonly type: string;
  /** Undefined for the whole resource. */
  readonly property?: string | undefined;
  readonly reason: string;
  readonly logicalIds: readonly string[];
}

/** One entry for each ignored type or property that the template uses, in alphabetical order. */
export function explainIgnored(template: Template, catalog: ResourceCatalog): Ignored[] {
  const found = new Map<string, Ignored & { logicalIds: string[] }>();
  function note(logicalId: string, type: string, reason: string, property?: string): void {
    const entry = found.get(`${type} ${property}`) ?? { type, property, reason, logicalIds: [] };
    entry.logicalIds.push(logicalId);
    found.set(`${type} ${property}`, entry);
  }
  for (const [logicalId, { Type: type, Properties: properties = {} }] of Object.entries(template.Resources)) {
    const whole = Object.hasOwn(IGNORED_TYPES, type) ? IGNORED_TYPES[type] : undefined;
    if (whole !== undefined) note(logicalId, type, whole.reason);
    for (const [property, reason] of Object.entries(catalog.get(type)?.ignored ?? {}))
      if (Object.hasOwn(properties, property)) note(logicalId, type, reason, property);
  }
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
