/** AWS::Events::EventBusPolicy: one statement of a bus's policy. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */

import type { PolicyStatement } from '../../kernel/context.ts';
import type { ResourceProvider } from '../../kernel/service.ts';
import { addressOfBus } from '../arns.ts';
import { statementsOf, withStatement } from '../buses/bus-permissions.ts';
import { findBus, putBus, requireBus } from '../buses/bus-store.ts';

interface EventBusPolicyProperties {
  readonly EventBusName?: string;
  readonly StatementId: string;
  readonly Statement?: PolicyStatement;
  readonly Action?: string;
  readonly Principal?: string;
  readonly Condition?: { readonly Type: string; readonly Key: string; readonly Value: string };
}

/** Keeps bus and statement in the reference, which is all `remove` is told. */
const SEPARATOR = '|';

export const eventBusPolicyResource: ResourceProvider = {
  properties: ['EventBusName', 'StatementId', 'Statement', 'Action', 'Principal', 'Condition'],

  apply(context, resource) {
    const properties = resource.properties as EventBusPolicyProperties;
    const { Statement, StatementId, EventBusName } = properties;
    const address = addressOfBus(context, EventBusName);
    if (Statement === undefined) context.call('events', 'PutPermission', properties);
    else {
      context.authorize({ action: 'events:PutPermission', resource: address.arn });
      const bus = requireBus(context.tx, address);
      const policy = withStatement(bus.policy, { ...Statement, Sid: StatementId });
      putBus(context.tx, address.account, { ...bus, policy, modifiedMs: context.now });
    }
    return { ref: [address.name, StatementId].join(SEPARATOR), attributes: {} };
  },

  remove(context, ref) {
    const [EventBusName, StatementId] = ref.split(SEPARATOR);
    const bus = findBus(context.tx, addressOfBus(context, EventBusName));
    if (statementsOf(bus?.policy).some(({ Sid }) => Sid === StatementId))
      context.call('events', 'RemovePermission', { EventBusName, StatementId });
  },
};
