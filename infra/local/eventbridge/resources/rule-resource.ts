/** AWS::Events::Rule. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */

import type { ResourceProvider } from '../../kernel/service.ts';
import { addressOfBus, ruleArn } from '../arns.ts';
import { findRule } from '../rules/rule-store.ts';
import type { TagPair } from '../tags/tags.ts';
import type { Target } from '../targets/target.ts';
import { removeRuleByName } from './remove-rules.ts';

interface RuleProperties {
  readonly Name?: string;
  readonly EventBusName?: string;
  /** An object in templates, where the API takes text. */
  readonly EventPattern?: unknown;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Description?: string;
  readonly RoleArn?: string;
  readonly Targets?: readonly Target[];
  readonly Tags?: readonly TagPair[];
}

export const ruleResource: ResourceProvider = {
  properties: [
    'Name',
    'EventBusName',
    'EventPattern',
    'ScheduleExpression',
    'State',
    'Description',
    'RoleArn',
    'Targets',
    'Tags',
  ],

  apply(context, resource) {
    const { Targets = [], EventPattern, ...settings } = resource.properties as RuleProperties;
    const Name = settings.Name ?? resource.generatedName;
    const bus = addressOfBus(context, settings.EventBusName);
    const arn = ruleArn(context.region, bus.account, bus.name, Name);
    const before = findRule(context.tx, bus, Name)?.targets ?? [];
    context.call('events', 'PutRule', { ...settings, Name, ...patternText(EventPattern) });
    if (settings.Tags) context.call('events', 'TagResource', { ResourceARN: arn, Tags: settings.Tags });
    const named = { Rule: Name, EventBusName: bus.arn };
    const Ids = before.map(({ Id }) => Id).filter((id) => !Targets.some(({ Id }) => Id === id));
    if (Ids.length > 0) context.call('events', 'RemoveTargets', { ...named, Ids });
    if (Targets.length > 0) context.call('events', 'PutTargets', { ...named, Targets });
    return { ref: bus.name === 'default' ? Name : `${bus.name}|${Name}`, attributes: { Arn: arn } };
  },

  /** The reference of a rule on another bus than the default one names the bus too. */
  remove(context, ref) {
    const [first = '', second] = ref.split('|');
    if (second === undefined) removeRuleByName(context, 'default', first);
    else removeRuleByName(context, first, second);
  },
};

function patternText(pattern: unknown) {
  if (pattern === undefined) return {};
  return { EventPattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern) };
}
