/** The table of resource types that knowingly have no effect on one machine, each with the reason. */

import type { ProvidedResource, TemplateResource } from '../kernel/service.ts';

export interface IgnoredType {
  readonly reason: string;
  /** What others may refer to; the resource itself does not exist. */
  provide(resource: TemplateResource): ProvidedResource;
}

const HERE = 'us-east-1:000000000000';

export const IGNORED_TYPES: Readonly<Record<string, IgnoredType>> = {
  'AWS::CDK::Metadata': {
    reason: 'only tells AWS which constructs were used',
    provide: named('Name'),
  },
  'AWS::CloudWatch::Alarm': {
    reason: 'there are no metrics to watch; errors stand in the log',
    provide: named('AlarmName', (name) => ({ Arn: `arn:aws:cloudwatch:${HERE}:alarm:${name}` })),
  },
  'AWS::CloudWatch::CompositeAlarm': {
    reason: 'there are no metrics to watch; errors stand in the log',
    provide: named('AlarmName', (name) => ({ Arn: `arn:aws:cloudwatch:${HERE}:alarm:${name}` })),
  },
  'AWS::CloudWatch::Dashboard': {
    reason: 'there are no metrics to show',
    provide: named('DashboardName'),
  },
  'AWS::Logs::MetricFilter': {
    reason: 'there are no metrics; errors stand in the log',
    provide: named('FilterName'),
  },
  'AWS::Logs::ResourcePolicy': {
    reason: 'logs are delivered to nobody but the terminal',
    provide: named('PolicyName'),
  },
};

function named(property: string, attributes: (name: string) => Record<string, string> = () => ({})) {
  return ({ properties, generatedName }: TemplateResource): ProvidedResource => {
    const name = typeof properties[property] === 'string' ? properties[property] : generatedName;
    return { ref: name, attributes: attributes(name) };
  };
}
