/** Operations on targets. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { addressOfBus } from '../arns.ts';
import { requireBus } from '../buses/bus-store.ts';
import { pageOf, type PageRequest } from '../paging.ts';
import { referredRule } from '../rules/rule-operations.ts';
import { putRuleRecord, rulesOf } from '../rules/rule-store.ts';
import { BUS_REFERENCE, checkStrings, invalid } from '../validation.ts';
import { checkTarget } from './check-target.ts';
import type { Target } from './target.ts';

interface TargetsOfRule {
  readonly Rule: string;
  readonly EventBusName?: string;
}

const MOST_TARGETS = 5;

/** Adds targets, or replaces those of the same id. */
export function putTargets(context: Context, input: TargetsOfRule & { readonly Targets?: readonly Target[] }) {
  const { bus, rule } = ruleOf(context, input, 'events:PutTargets');
  const added = input.Targets ?? [];
  if (added.length === 0)
    throw invalid(
      "1 validation error detected: Value '[]' at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  added.forEach((target, index) => {
    checkTarget(target, index + 1);
    if (added.findIndex(({ Id }) => Id === target.Id) < index)
      throw invalid(`Parameter targets is not valid. Reason: More than one target with Id '${target.Id}' is provided.`);
  });
  const targets = new Map([...rule.targets, ...added].map((target) => [target.Id, target]));
  if (targets.size > MOST_TARGETS)
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  putRuleRecord(context.tx, bus, { ...rule, targets: [...targets.values()] });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function removeTargets(context: Context, input: TargetsOfRule & { readonly Ids?: readonly string[] }) {
  const { bus, rule } = ruleOf(context, input, 'events:RemoveTargets');
  const removed = new Set(input.Ids ?? []);
  if (removed.size === 0)
    throw invalid(
      "1 validation error detected: Value '[]' at 'ids' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  const known = new Set(rule.targets.map((target) => target.Id));
  const failed = [...removed].filter((id) => !known.has(id));
  putRuleRecord(context.tx, bus, { ...rule, targets: rule.targets.filter((target) => !removed.has(target.Id)) });
  return {
    FailedEntryCount: failed.length,
    FailedEntries: failed.map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
    })),
  };
}

export function listTargetsByRule(context: Context, input: TargetsOfRule & PageRequest) {
  const { rule } = ruleOf(context, input, 'events:ListTargetsByRule');
  const sorted = [...rule.targets].sort((left, right) => (left.Id < right.Id ? -1 : 1));
  const { items, ...next } = pageOf(sorted, (target) => target.Id, input);
  return { Targets: items, ...next };
}

export function listRuleNamesByTarget(
  context: Context,
  input: PageRequest & { readonly TargetArn: string; readonly EventBusName?: string },
) {
  checkStrings(input, { TargetArn: { required: true, min: 1, max: 1600 }, EventBusName: BUS_REFERENCE });
  const bus = addressOfBus(context, input.EventBusName);
  context.authorize({ action: 'events:ListRuleNamesByTarget', resource: bus.arn });
  requireBus(context.tx, bus);
  const names = rulesOf(context.tx, bus)
    .filter((rule) => rule.targets.some((target) => target.Arn === input.TargetArn))
    .map((rule) => rule.name);
  const { items, ...next } = pageOf(names, (name) => name, input);
  return { RuleNames: items, ...next };
}

function ruleOf(context: Context, input: TargetsOfRule, action: string) {
  checkStrings(input, { Rule: { required: true } });
  return referredRule(context, { ...input, Name: input.Rule }, action);
}
