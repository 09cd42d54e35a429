import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { Subscription, type SubscriptionProps } from '../../../infra/cdk/constructs/subscription.ts';

/** The pattern of the rule of one subscription. */
function patternOf(props: Pick<SubscriptionProps, 'events' | 'replay'>): unknown {
  const stack = new Stack(new App(), 'Stack');
  const bus = EventBus.fromEventBusName(stack, 'Bus', 'orderlog');
  const code = Code.fromInline('exports.handler = async () => undefined;');
  const handler = new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code,
  });
  new Subscription(stack, 'Events', { bus, handler, ...props });
  const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  return (rule?.['Properties'] as { EventPattern: unknown }).EventPattern;
}

const recorded = { detail: { sequence: [{ exists: true }] } };

test.each([
  ['by itself', {}, { ...recorded, 'replay-name': [{ exists: false }] }],
  ['told to ignore them', { replay: 'ignore' }, { ...recorded, 'replay-name': [{ exists: false }] }],
  ['for replays only', { replay: 'only' }, { ...recorded, 'replay-name': [{ exists: true }] }],
  ['for both', { replay: 'both' }, recorded],
] as const)('a subscription %s says in its pattern what it does with replayed events', (_, props, pattern) => {
  expect(patternOf(props)).toEqual(pattern);
});

test('a subscription to some types takes those, and no replay of them', () => {
  expect(patternOf({ events: ['OrderCreated', 'ParcelDelivered'] })).toEqual({
    'detail-type': ['OrderCreated', 'ParcelDelivered'],
    ...recorded,
    'replay-name': [{ exists: false }],
  });
});
