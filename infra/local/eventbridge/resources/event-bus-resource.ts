/** AWS::Events::EventBus. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */

import type { PolicyDocument } from '../../kernel/context.ts';
import type { ResourceProvider } from '../../kernel/service.ts';
import { addressOfBus } from '../arns.ts';
import { policyDocument } from '../buses/bus-permissions.ts';
import { findBus, putBus, requireBus, type Bus } from '../buses/bus-store.ts';
import type { TagPair } from '../tags/tags.ts';
import { removeRules } from './remove-rules.ts';

interface EventBusProperties {
  readonly Name: string;
  readonly Description?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly Policy?: PolicyDocument | string;
  readonly Tags?: readonly TagPair[];
}

export const eventBusResource: ResourceProvider = {
  properties: ['Name', 'Description', 'DeadLetterConfig', 'Policy', 'Tags'],
  ignored: {
    KmsKeyIdentifier: 'nothing on one machine is encrypted at rest',
    LogConfig: 'the engine writes its own log of deliveries',
  },

  apply(context, resource) {
    const properties = resource.properties as EventBusProperties;
    const bus = addressOfBus(context, properties.Name);
    const settings = { Name: bus.name, ...withoutPolicy(properties) };
    if (findBus(context.tx, bus) === undefined) context.call('events', 'CreateEventBus', settings);
    else context.call('events', 'UpdateEventBus', settings);
    if (properties.Tags) context.call('events', 'TagResource', { ResourceARN: bus.arn, Tags: properties.Tags });
    if (properties.Policy !== undefined) {
      const changed: Bus = { ...requireBus(context.tx, bus), policy: policyDocument(properties.Policy) };
      putBus(context.tx, bus.account, changed);
    }
    return { ref: bus.name, attributes: { Arn: bus.arn, Name: bus.name } };
  },

  remove(context, ref) {
    removeRules(context, ref);
    context.call('events', 'DeleteEventBus', { Name: ref });
  },
};

function withoutPolicy({ Description, DeadLetterConfig }: EventBusProperties) {
  return { ...(Description !== undefined && { Description }), ...(DeadLetterConfig && { DeadLetterConfig }) };
}
