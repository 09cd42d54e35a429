import { beforeEach, expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import type { ProvidedResource } from '../../../../infra/local/kernel/service.ts';
import { testEngine, type TestEngine } from '../test-engine.ts';

const service = iamService();
let rig: TestEngine;
beforeEach(() => {
  rig = testEngine([service]);
});

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const policy = (Action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

function apply(type: string, properties: Record<string, unknown>): ProvidedResource {
  const provider = service.resources?.[type];
  if (provider === undefined) throw new Error(`no provider of ${type}`);
  const unknown = Object.keys(properties).filter((name) => !provider.properties.includes(name));
  expect(unknown).toEqual([]);
  const resource = { logicalId: 'It', generatedName: 'orderlog-It-1A2B', properties, assetPath: () => '' };
  return rig.run((context) => provider.apply(context, resource));
}
const remove = (type: string, ref: string) => rig.run((context) => service.resources?.[type]?.remove?.(context, ref));
const may = (role: ProvidedResource, action: string) => {
  const caller: Caller = { type: 'role', account: '000000000000', roleArn: role.attributes['Arn'] ?? '', session: 's' };
  return rig.run(({ tx }) => allows(tx, caller, { action, resource: '*' }));
};
const role = (more = {}) => apply('AWS::IAM::Role', { AssumeRolePolicyDocument: TRUST, ...more });

test('a role grants what its policies do, and no more once they are gone', () => {
  const full = {
    ManagedPolicyArns: [BASIC],
    Policies: [{ PolicyName: 'inline', PolicyDocument: policy('sqs:SendMessage') }],
  };
  const made = role({
    ...full,
    Description: 'd',
    Path: '/app/',
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'a', Value: '1' }],
  });
  expect(made).toMatchObject({
    ref: 'orderlog-It-1A2B',
    attributes: { Arn: 'arn:aws:iam::000000000000:role/app/orderlog-It-1A2B' },
  });
  expect(['sqs:SendMessage', 'logs:PutLogEvents', 's3:GetObject'].map((action) => may(made, action))).toEqual([
    true,
    true,
    false,
  ]);
  expect(role({ Path: '/app/', ...full }).attributes['RoleId']).toBe(made.attributes['RoleId']);
  role({ Path: '/app/' });
  expect(['sqs:SendMessage', 'logs:PutLogEvents'].map((action) => may(made, action))).toEqual([false, false]);
});

test('a policy of its own outlives a change of the role, and follows its list of roles', () => {
  const one = role({ RoleName: 'One' });
  const two = role({ RoleName: 'Two' });
  const put = (Roles: string[], action: string) =>
    apply('AWS::IAM::Policy', { PolicyName: 'Default', PolicyDocument: policy(action), Roles });
  const { ref } = put([one.ref], 'kinesis:PutRecord');
  role({ RoleName: 'One', ManagedPolicyArns: [BASIC] });
  expect([may(one, 'kinesis:PutRecord'), may(two, 'kinesis:PutRecord')]).toEqual([true, false]);
  put([two.ref], 'kinesis:PutRecords');
  expect([may(one, 'kinesis:PutRecord'), may(two, 'kinesis:PutRecord'), may(two, 'kinesis:PutRecords')]).toEqual([
    false,
    false,
    true,
  ]);
  remove('AWS::IAM::Policy', ref);
  expect(may(two, 'kinesis:PutRecords')).toBe(false);
});

test('a managed policy reaches its roles, and so does a new version of it', () => {
  const made = role();
  const put = (action: string) =>
    apply('AWS::IAM::ManagedPolicy', { PolicyDocument: policy(action), Roles: [made.ref] });
  const { ref } = put('sqs:SendMessage');
  expect(ref).toBe('arn:aws:iam::000000000000:policy/orderlog-It-1A2B');
  expect(may(made, 'sqs:SendMessage')).toBe(true);
  put('sqs:ReceiveMessage');
  expect([may(made, 'sqs:SendMessage'), may(made, 'sqs:ReceiveMessage')]).toEqual([false, true]);
  remove('AWS::IAM::ManagedPolicy', ref);
  expect(may(made, 'sqs:ReceiveMessage')).toBe(false);
});

test('removing a role takes its policies along', () => {
  const made = role({ ManagedPolicyArns: [BASIC] });
  apply('AWS::IAM::Policy', { PolicyName: 'Default', PolicyDocument: policy('sqs:*'), Roles: [made.ref] });
  remove('AWS::IAM::Role', made.ref);
  expect(may(made, 'sqs:SendMessage')).toBe(false);
  role();
  expect(may(made, 'sqs:SendMessage')).toBe(false);
});

test('what is wrong stops it', () => {
  expect(() => role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/Unheard'] })).toThrow(
    'does not exist or is not attachable',
  );
  expect(() =>
    apply('AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument: policy('sqs:*'), Roles: ['absent'] }),
  ).toThrow('cannot be found');
  expect(() => role({ AssumeRolePolicyDocument: policy('sts:AssumeRole') })).toThrow(
    'Missing required field Principal',
  );
});
