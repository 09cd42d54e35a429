import { beforeEach, describe, expect, test } from 'vitest';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import { ROOT, testEngine, type TestEngine } from '../test-engine.ts';
import { queryCall } from './query-call.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
});
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

let rig: TestEngine;
beforeEach(() => {
  rig = testEngine([iamService()]);
});

const call = (Action: string, parameters: Record<string, string> = {}) =>
  queryCall(rig, 'iam', { Action, Version: '2010-05-08', ...parameters });
const codeOf = (Action: string, parameters: Record<string, string> = {}) => {
  const { status, all } = call(Action, parameters);
  return [status, all('Code')[0]];
};
const createRole = (RoleName: string, more: Record<string, string> = {}) =>
  call('CreateRole', { RoleName, AssumeRolePolicyDocument: TRUST, ...more });

describe('a role', () => {
  test('is created, read, changed, listed and deleted', () => {
    const created = createRole('Recorder', {
      Path: '/app/',
      Description: 'records',
      'Tags.member.1.Key': 'a',
      'Tags.member.1.Value': '1',
    });
    expect(created.all('Arn')).toEqual(['arn:aws:iam::000000000000:role/app/Recorder']);
    expect(created.all('RoleId')[0]).toMatch(/^AROA[A-Z2-7]{17}$/);
    call('UpdateRole', { RoleName: 'Recorder', MaxSessionDuration: '7200' });
    const read = call('GetRole', { RoleName: 'Recorder' });
    expect(read.body).toContain('xmlns="https://iam.amazonaws.com/doc/2010-05-08/"');
    expect(decodeURIComponent(read.all('AssumeRolePolicyDocument')[0] ?? '')).toBe(TRUST);
    expect([read.all('MaxSessionDuration'), read.all('Description'), read.all('CreateDate')]).toEqual([
      ['7200'],
      ['records'],
      ['2026-01-01T00:00:00.000Z'],
    ]);
    createRole('Another');
    expect(call('ListRoles').all('RoleName')).toEqual(['Another', 'Recorder']);
    expect(call('ListRoles', { PathPrefix: '/app/' }).all('RoleName')).toEqual(['Recorder']);
    const page = call('ListRoles', { MaxItems: '1' });
    expect(page.all('IsTruncated')).toEqual(['true']);
    expect(call('ListRoles', { MaxItems: '1', Marker: page.all('Marker')[0] ?? '' }).all('RoleName')).toEqual([
      'Recorder',
    ]);
    expect(call('DeleteRole', { RoleName: 'Recorder' }).status).toBe(200);
    expect(codeOf('GetRole', { RoleName: 'Recorder' })).toEqual([404, 'NoSuchEntity']);
  });

  test('is refused for what is wrong with it', () => {
    createRole('Taken');
    expect(codeOf('CreateRole', { RoleName: 'Taken', AssumeRolePolicyDocument: TRUST })).toEqual([
      409,
      'EntityAlreadyExists',
    ]);
    expect(codeOf('CreateRole', { RoleName: 'R' })).toEqual([400, 'ValidationError']);
    expect(codeOf('CreateRole', { RoleName: 'a b', AssumeRolePolicyDocument: TRUST })).toEqual([
      400,
      'ValidationError',
    ]);
    expect(codeOf('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument: POLICY })).toEqual([
      400,
      'MalformedPolicyDocument',
    ]);
    expect(codeOf('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument: '{' })).toEqual([
      400,
      'MalformedPolicyDocument',
    ]);
    expect(
      codeOf('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: BASIC }),
    ).toEqual([400, 'ValidationError']);
    expect(codeOf('RenameRole')).toEqual([400, 'InvalidAction']);
  });

  test('is not deleted with policies on it', () => {
    createRole('R');
    call('PutRolePolicy', { RoleName: 'R', PolicyName: 'p', PolicyDocument: POLICY });
    call('AttachRolePolicy', { RoleName: 'R', PolicyArn: BASIC });
    expect(codeOf('DeleteRole', { RoleName: 'R' })).toEqual([409, 'DeleteConflict']);
    call('DetachRolePolicy', { RoleName: 'R', PolicyArn: BASIC });
    expect(codeOf('DeleteRole', { RoleName: 'R' })).toEqual([409, 'DeleteConflict']);
    call('DeleteRolePolicy', { RoleName: 'R', PolicyName: 'p' });
    expect(call('DeleteRole', { RoleName: 'R' }).status).toBe(200);
  });
});

test('inline policies', () => {
  createRole('R');
  call('PutRolePolicy', { RoleName: 'R', PolicyName: 'p', PolicyDocument: POLICY });
  expect(call('ListRolePolicies', { RoleName: 'R' }).all('member')).toEqual(['p']);
  const read = call('GetRolePolicy', { RoleName: 'R', PolicyName: 'p' });
  expect(decodeURIComponent(read.all('PolicyDocument')[0] ?? '')).toBe(POLICY);
  expect(codeOf('PutRolePolicy', { RoleName: 'R', PolicyName: 'p', PolicyDocument: TRUST })).toEqual([
    400,
    'MalformedPolicyDocument',
  ]);
  expect(codeOf('GetRolePolicy', { RoleName: 'R', PolicyName: 'q' })).toEqual([404, 'NoSuchEntity']);
  expect(codeOf('PutRolePolicy', { RoleName: 'S', PolicyName: 'p', PolicyDocument: POLICY })).toEqual([
    404,
    'NoSuchEntity',
  ]);
});

test('managed policies', () => {
  createRole('R');
  const arn = call('CreatePolicy', { PolicyName: 'Shared', PolicyDocument: POLICY }).all('Arn')[0] ?? '';
  expect(arn).toBe('arn:aws:iam::000000000000:policy/Shared');
  expect(codeOf('CreatePolicy', { PolicyName: 'Shared', PolicyDocument: POLICY })).toEqual([
    409,
    'EntityAlreadyExists',
  ]);
  for (const PolicyArn of [arn, BASIC]) call('AttachRolePolicy', { RoleName: 'R', PolicyArn });
  expect(call('ListAttachedRolePolicies', { RoleName: 'R' }).all('PolicyName')).toEqual([
    'Shared',
    'AWSLambdaBasicExecutionRole',
  ]);
  expect(call('GetPolicy', { PolicyArn: arn }).all('AttachmentCount')).toEqual(['1']);
  const version = call('GetPolicyVersion', { PolicyArn: BASIC, VersionId: 'v1' });
  expect(decodeURIComponent(version.all('Document')[0] ?? '')).toContain('logs:PutLogEvents');
  expect(call('ListPolicies', { Scope: 'Local' }).all('PolicyName')).toEqual(['Shared']);
  expect(codeOf('DeletePolicy', { PolicyArn: arn })).toEqual([409, 'DeleteConflict']);
  expect(codeOf('AttachRolePolicy', { RoleName: 'R', PolicyArn: `${arn}d` })).toEqual([404, 'NoSuchEntity']);
  call('DetachRolePolicy', { RoleName: 'R', PolicyArn: arn });
  expect(call('DeletePolicy', { PolicyArn: arn }).status).toBe(200);
  expect(codeOf('GetPolicy', { PolicyArn: arn })).toEqual([404, 'NoSuchEntity']);
});

test('a refusal is AccessDenied with status 403', () => {
  const closed = testEngine([iamService()], { allows: () => false });
  const answer = queryCall(closed, 'iam', { Action: 'ListRoles' }, ROOT);
  expect([answer.status, answer.all('Code')]).toEqual([403, ['AccessDenied']]);
  expect(answer.all('Message')[0]).toContain('iam:ListRoles');
});
