/** Takes rules off a bus, targets first, as CloudFormation does when a template no longer has them. */

import type { Context } from '../../kernel/context.ts';
import { addressOfBus } from '../arns.ts';
import { findRule, rulesOf, type Rule } from '../rules/rule-store.ts';

export function removeRules(context: Context, busName: string): void {
  for (const rule of rulesOf(context.tx, addressOfBus(context, busName))) removeRule(context, rule);
}

/** Removes the rule of that name, if there is one. */
export function removeRuleByName(context: Context, busName: string, name: string): void {
  const rule = findRule(context.tx, addressOfBus(context, busName), name);
  if (rule !== undefined) removeRule(context, rule);
}

function removeRule(context: Context, { name, bus, targets }: Rule): void {
  const Ids = targets.map((target) => target.Id);
  if (Ids.length > 0) context.call('events', 'RemoveTargets', { Rule: name, EventBusName: bus, Ids });
  context.call('events', 'DeleteRule', { Name: name, EventBusName: bus });
}
