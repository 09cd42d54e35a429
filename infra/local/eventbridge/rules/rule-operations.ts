/** Operations on rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { addressOfBus, ruleArn, type BusAddress } from '../arns.ts';
import { requireBus } from '../buses/bus-store.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { pageOf, type PageRequest } from '../paging.ts';
import { tagsOf, type TagPair } from '../tags/tags.ts';
import { BUS_REFERENCE, checkStrings, invalid, NAME_PATTERN, type StringRule } from '../validation.ts';
import {
  deleteRuleRecord,
  findRule,
  putRuleRecord,
  requireRule,
  RULE_STATES,
  rulesOf,
  type Rule,
  type RuleState,
} from './rule-store.ts';
import { adjustTimer, clearTimer } from '../schedules/rule-timer.ts';
import { parseSchedule } from '../schedules/schedule-expression.ts';

interface RuleReference {
  readonly Name: string;
  readonly EventBusName?: string;
}

interface PutRuleInput extends RuleReference {
  readonly EventPattern?: string;
  readonly ScheduleExpression?: string;
  readonly State?: RuleState;
  readonly Description?: string;
  readonly RoleArn?: string;
  readonly Tags?: readonly TagPair[];
}

const LARGEST_NUMBER_OF_RULES = 300;
const RULE_NAME: StringRule = { required: true, min: 1, max: 64, pattern: NAME_PATTERN };

/** Creates a rule, or replaces everything of an existing one but its targets and tags. */
export function putRule(context: Context, input: PutRuleInput) {
  checkStrings(input, {
    Name: RULE_NAME,
    ScheduleExpression: { max: 256 },
    EventPattern: { max: 4096 },
    State: { oneOf: RULE_STATES },
    Description: { max: 512 },
    RoleArn: { min: 1, max: 1600 },
    EventBusName: BUS_REFERENCE,
  });
  const bus = addressOfBus(context, input.EventBusName);
  const arn = ruleArn(context.region, bus.account, bus.name, input.Name);
  context.authorize({ action: 'events:PutRule', resource: arn });
  checkTriggers(input, bus);
  requireBus(context.tx, bus);
  const existing = findRule(context.tx, bus, input.Name);
  if (existing === undefined && rulesOf(context.tx, bus).length >= LARGEST_NUMBER_OF_RULES)
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  const rule: Rule = {
    name: input.Name,
    bus: bus.name,
    state: input.State ?? 'ENABLED',
    createdBy: existing?.createdBy ?? context.caller.account,
    tags: existing?.tags ?? tagsOf(input.Tags),
    targets: existing?.targets ?? [],
    ...(input.EventPattern && { pattern: input.EventPattern }),
    ...(input.ScheduleExpression && { schedule: input.ScheduleExpression }),
    ...(input.Description && { description: input.Description }),
    ...(input.RoleArn && { roleArn: input.RoleArn }),
  };
  putRuleRecord(context.tx, bus, rule);
  adjustTimer(context, bus.account, rule, existing);
  return { RuleArn: arn };
}

function checkTriggers(input: PutRuleInput, bus: BusAddress): void {
  if (!input.EventPattern && !input.ScheduleExpression)
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  if (input.EventPattern) checkedPattern(input.EventPattern, `rule ${input.Name}`);
  if (!input.ScheduleExpression) return;
  if (bus.name !== 'default') throw invalid('ScheduleExpression is supported only on the default event bus.');
  parseSchedule(input.ScheduleExpression);
}

export function describeRule(context: Context, input: RuleReference) {
  const { rule, arn } = referredRule(context, input, 'events:DescribeRule');
  return { ...described(rule, arn), CreatedBy: rule.createdBy };
}

export function listRules(
  context: Context,
  input: PageRequest & { readonly NamePrefix?: string; readonly EventBusName?: string },
) {
  checkStrings(input, { NamePrefix: { min: 1, max: 64, pattern: NAME_PATTERN }, EventBusName: BUS_REFERENCE });
  const bus = addressOfBus(context, input.EventBusName);
  context.authorize({ action: 'events:ListRules', resource: bus.arn });
  requireBus(context.tx, bus);
  const rules = rulesOf(context.tx, bus).filter((rule) => rule.name.startsWith(input.NamePrefix ?? ''));
  const { items, ...next } = pageOf(rules, (rule) => rule.name, input);
  return {
    Rules: items.map((rule) => described(rule, ruleArn(context.region, bus.account, bus.name, rule.name))),
    ...next,
  };
}

export function enableRule(context: Context, input: RuleReference) {
  return switchRule(context, input, 'events:EnableRule', 'ENABLED');
}

export function disableRule(context: Context, input: RuleReference) {
  return switchRule(context, input, 'events:DisableRule', 'DISABLED');
}

function switchRule(context: Context, input: RuleReference, action: string, state: RuleState) {
  const { bus, rule } = referredRule(context, input, action);
  const changed = { ...rule, state };
  putRuleRecord(context.tx, bus, changed);
  adjustTimer(context, bus.account, changed, rule);
  return {};
}

/** Deleting a rule that does not exist succeeds. */
export function deleteRule(context: Context, input: RuleReference) {
  checkStrings(input, { Name: RULE_NAME, EventBusName: BUS_REFERENCE });
  const bus = addressOfBus(context, input.EventBusName);
  context.authorize({
    action: 'events:DeleteRule',
    resource: ruleArn(context.region, bus.account, bus.name, input.Name),
  });
  requireBus(context.tx, bus);
  const rule = findRule(context.tx, bus, input.Name);
  if (rule === undefined) return {};
  if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
  if (bus.name === 'default') clearTimer(context, bus.account, rule.name);
  deleteRuleRecord(context.tx, bus, input.Name);
  return {};
}

/** The rule an input names, once the caller may do what it wants with it. */
export function referredRule(context: Context, input: RuleReference, action: string) {
  checkStrings(input, { Name: RULE_NAME, EventBusName: BUS_REFERENCE });
  const bus = addressOfBus(context, input.EventBusName);
  const arn = ruleArn(context.region, bus.account, bus.name, input.Name);
  context.authorize({ action, resource: arn });
  requireBus(context.tx, bus);
  return { bus, arn, rule: requireRule(context.tx, bus, input.Name) };
}

function described(rule: Rule, arn: string) {
  return {
    Name: rule.name,
    Arn: arn,
    EventBusName: rule.bus,
    State: rule.state,
    ...(rule.pattern !== undefined && { EventPattern: rule.pattern }),
    ...(rule.schedule !== undefined && { ScheduleExpression: rule.schedule }),
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
  };
}
