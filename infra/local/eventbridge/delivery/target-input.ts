/** What a target receives: the event, a part of it, a constant, or a template filled in. */

import type { Delivery } from './delivery.ts';
import { fillTemplate } from './input-template.ts';
import { evaluateJsonPath } from './json-path.ts';

export function targetInput(delivery: Delivery): string {
  const { target, event } = delivery;
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return pathInput(target.InputPath, event);
  if (target.InputTransformer !== undefined) return fillTemplate(target.InputTransformer, delivery);
  return event;
}

function pathInput(path: string, event: string): string {
  if (path === '$') return event;
  return JSON.stringify(evaluateJsonPath(path, JSON.parse(event)) ?? null);
}
