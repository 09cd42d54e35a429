/** Closes an event bus to some of what its callers may otherwise put on it. */

import { CfnEventBusPolicy, type EventBus } from 'aws-cdk-lib/aws-events';

/** Condition operators, each with its keys and their values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Denies `events:PutEvents` on the bus where the conditions hold; the statements together hold 10 KB at most. Refusals
 * must be denials: callers of the bus's own account need no allowance, so its absence would not keep them out.
 *
 * `name` is letters. CloudFormation takes the statement's id for the resource's, unique in the account, so it carries
 * the bus's name. All statements are one document that each resource rewrites: they are deployed one after another.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-eventbuspolicy.html
 */
export function denyPutEvents(bus: EventBus, busName: string, name: string, conditions: Conditions): void {
  const earlier = bus.node.children.findLast((child) => child instanceof CfnEventBusPolicy);
  const policy = new CfnEventBusPolicy(bus, name, {
    eventBusName: bus.eventBusName,
    statementId: `${busName}-${name}`,
    statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: bus.eventBusArn,
      Condition: conditions,
    },
  });
  if (earlier !== undefined) policy.node.addDependency(earlier);
}
