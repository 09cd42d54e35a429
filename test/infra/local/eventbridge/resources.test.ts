import { expect, test } from 'vitest';
import { eventBridgeService } from '../../../../infra/local/eventbridge/eventbridge-service.ts';
import { ACCOUNT, bridge, busArn, queueArn } from './bridge.ts';

function template() {
  const rig = bridge();
  const providers = eventBridgeService().resources ?? {};
  return {
    ...rig,
    apply: (type: string, properties: Readonly<Record<string, unknown>>) =>
      rig.run((context) =>
        providers[type]?.apply(context, {
          logicalId: 'Thing',
          generatedName: 'Stack-Thing-ABC',
          properties,
          assetPath: () => '',
        }),
      ),
    remove: (type: string, ref: string) => rig.run((context) => providers[type]?.remove?.(context, ref)),
  };
}

const STATEMENT = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: busArn('orders') };

test('a bus keeps its data when it is applied again', () => {
  const { apply, remove, events } = template();
  const provided = { ref: 'orders', attributes: { Arn: busArn('orders'), Name: 'orders' } };
  expect(apply('AWS::Events::EventBus', { Name: 'orders', Tags: [{ Key: 'k', Value: 'v' }] })).toEqual(provided);
  events('PutRule', { Name: 'r', EventBusName: 'orders', EventPattern: '{"source": ["s"]}' });
  expect(apply('AWS::Events::EventBus', { Name: 'orders', Description: 'd' })).toEqual(provided);
  expect(events('DescribeRule', { Name: 'r', EventBusName: 'orders' })).toMatchObject({ Name: 'r' });
  expect(events('DescribeEventBus', { Name: 'orders' })).toMatchObject({ Description: 'd' });
  remove('AWS::Events::EventBus', 'orders');
  expect(() => events('DescribeEventBus', { Name: 'orders' })).toThrow('does not exist');
});

test('a bus policy is one statement of it', () => {
  const { apply, remove, events } = template();
  apply('AWS::Events::EventBus', { Name: 'orders' });
  const properties = { EventBusName: 'orders', StatementId: 's1', Statement: STATEMENT };
  const provided = apply('AWS::Events::EventBusPolicy', properties);
  apply('AWS::Events::EventBusPolicy', properties);
  apply('AWS::Events::EventBusPolicy', {
    EventBusName: 'orders',
    StatementId: 's2',
    Action: 'events:PutEvents',
    Principal: '111111111111',
  });
  const policy = () => events<{ Policy?: string }>('DescribeEventBus', { Name: 'orders' }).Policy;
  expect(JSON.parse(policy() ?? '')).toMatchObject({ Statement: [{ ...STATEMENT, Sid: 's1' }, { Sid: 's2' }] });
  remove('AWS::Events::EventBusPolicy', provided?.ref ?? '');
  expect(JSON.parse(policy() ?? '')).toMatchObject({ Statement: [{ Sid: 's2' }] });
});

test('a rule gets its targets, and loses those the template no longer has', () => {
  const { apply, remove, events } = template();
  apply('AWS::Events::EventBus', { Name: 'orders' });
  const rule = (Targets: readonly object[]) =>
    apply('AWS::Events::Rule', { EventBusName: 'orders', EventPattern: { source: ['s'] }, State: 'ENABLED', Targets });
  rule([{ Id: 'old', Arn: queueArn('q') }]);
  const provided = rule([{ Id: 'new', Arn: queueArn('q'), RetryPolicy: { MaximumRetryAttempts: 3 } }]);
  expect(provided).toEqual({
    ref: 'orders|Stack-Thing-ABC',
    attributes: { Arn: `arn:aws:events:us-east-1:${ACCOUNT}:rule/orders/Stack-Thing-ABC` },
  });
  const named = { Rule: 'Stack-Thing-ABC', EventBusName: 'orders' };
  expect(events('ListTargetsByRule', named)).toEqual({
    Targets: [{ Id: 'new', Arn: queueArn('q'), RetryPolicy: { MaximumRetryAttempts: 3 } }],
  });
  remove('AWS::Events::Rule', provided?.ref ?? '');
  expect(events('ListRules', { EventBusName: 'orders' })).toEqual({ Rules: [] });
});

test('a rule of the default bus is known by its name alone', () => {
  const { apply, remove, events } = template();
  const provided = apply('AWS::Events::Rule', { Name: 'r', ScheduleExpression: 'rate(1 day)' });
  expect(provided?.ref).toBe('r');
  remove('AWS::Events::Rule', 'r');
  expect(events('ListRules', {})).toEqual({ Rules: [] });
});

test('an archive keeps its events when it is applied again', () => {
  const { apply, remove, events, put } = template();
  const archive = (RetentionDays: number) =>
    apply('AWS::Events::Archive', { SourceArn: busArn('default'), EventPattern: { source: ['shop'] }, RetentionDays });
  const name = 'Stack-Thing-ABC';
  expect(archive(0)).toEqual({
    ref: name,
    attributes: { Arn: `arn:aws:events:us-east-1:${ACCOUNT}:archive/${name}`, ArchiveName: name },
  });
  put();
  archive(9);
  expect(events('DescribeArchive', { ArchiveName: name })).toMatchObject({ EventCount: 1, RetentionDays: 9 });
  remove('AWS::Events::Archive', name);
  expect(events('ListArchives', {})).toEqual({ Archives: [] });
});
