import { beforeEach, describe, expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { callerOf } from '../../../../infra/local/iam/credentials.ts';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import { stsService } from '../../../../infra/local/iam/sts-service.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { testEngine, type TestEngine } from '../test-engine.ts';
import { queryCall } from './query-call.ts';

const OTHER: Caller = { type: 'root', account: '111111111111' };
const ROLE_ARN = 'arn:aws:iam::000000000000:role/app/Reader';
const READER: Caller = { type: 'role', account: '000000000000', roleArn: ROLE_ARN, session: 'alice' };

let rig: TestEngine;
beforeEach(() => {
  rig = testEngine([iamService(), stsService()], { allows });
});

function createRole(RoleName: string, Principal: unknown, more = {}) {
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  rig.call('iam', 'CreateRole', { RoleName, Path: '/app/', AssumeRolePolicyDocument });
}
const call = (Action: string, parameters: Record<string, string> = {}, caller?: Caller) =>
  queryCall(rig, 'sts', { Action, ...parameters }, caller);
const assume = (caller?: Caller, more: Record<string, string> = {}) =>
  call('AssumeRole', { RoleArn: ROLE_ARN, RoleSessionName: 'alice', ...more }, caller);

describe('who am I', () => {
  test('root of an account, or the session of a role', () => {
    expect(call('GetCallerIdentity').all('Arn')).toEqual(['arn:aws:iam::000000000000:root']);
    expect(call('GetCallerIdentity', {}, OTHER).all('Account')).toEqual(['111111111111']);
    createRole('Reader', { AWS: '000000000000' });
    const me = call('GetCallerIdentity', {}, READER);
    expect(me.all('Arn')).toEqual(['arn:aws:sts::000000000000:assumed-role/Reader/alice']);
    expect(me.all('UserId')[0]).toMatch(/^AROA[A-Z2-7]{17}:alice$/);
  });
});

describe('a role is assumed', () => {
  test('by the account it trusts, with credentials that lead back to it', () => {
    createRole('Reader', { AWS: '000000000000' });
    const answer = assume();
    expect(answer.all('Arn')).toEqual(['arn:aws:sts::000000000000:assumed-role/Reader/alice']);
    expect(answer.all('Expiration')).toEqual(['2026-01-01T01:00:00.000Z']);
    const id = answer.all('AccessKeyId')[0];
    expect(id).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(rig.run(({ tx }) => callerOf(tx, id))).toEqual(READER);
    expect(assume().all('SecretAccessKey')).toEqual(answer.all('SecretAccessKey'));
    expect(call('GetAccessKeyInfo', { AccessKeyId: id ?? '' }).all('Account')).toEqual(['000000000000']);
  });

  test('by another account only if the role trusts it', () => {
    createRole('Reader', { AWS: 'arn:aws:iam::111111111111:root' });
    expect(assume(OTHER).status).toBe(200);
    expect(assume().all('Code')).toEqual(['AccessDenied']);
  });

  test('by a role that is named, or whose account is and that has permission', () => {
    createRole('Reader', { AWS: 'arn:aws:iam::000000000000:role/Named' });
    createRole('Indirect', { AWS: '000000000000' });
    const named: Caller = { ...READER, roleArn: 'arn:aws:iam::000000000000:role/Named' };
    const indirect = { RoleArn: 'arn:aws:iam::000000000000:role/app/Indirect' };
    expect([assume(named).status, assume(named, indirect).status]).toEqual([200, 403]);
    createRole('Named', { AWS: '000000000000' });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' },
    });
    rig.call('iam', 'PutRolePolicy', { RoleName: 'Named', PolicyName: 'p', PolicyDocument });
    expect(assume(named, indirect).status).toBe(200);
  });

  test('only under its conditions', () => {
    createRole('Reader', { AWS: '000000000000' }, { Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } });
    expect(assume().status).toBe(403);
    expect(assume(undefined, { ExternalId: 'secret' }).status).toBe(200);
  });

  test('not if there is none, it trusts only services, or the call asks for what it cannot have', () => {
    expect(assume().all('Code')).toEqual(['AccessDenied']);
    createRole('Reader', { Service: 'lambda.amazonaws.com' });
    expect(assume().all('Message')).toEqual([
      `User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on resource: ${ROLE_ARN}`,
    ]);
    expect(assume(undefined, { Policy: '{}' }).all('Code')).toEqual(['ValidationError']);
    expect(assume(undefined, { RoleSessionName: 'x' }).all('Code')).toEqual(['ValidationError']);
    rig.call('iam', 'UpdateAssumeRolePolicy', {
      RoleName: 'Reader',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
      }),
    });
    expect(assume(undefined, { DurationSeconds: '7200' }).all('Code')).toEqual(['ValidationError']);
    expect(assume(undefined, { DurationSeconds: '900' }).status).toBe(200);
  });
});

test('an access key says who calls', () => {
  rig.run(({ tx }) => {
    expect(callerOf(tx, undefined)).toEqual({ type: 'root', account: '000000000000' });
    expect(callerOf(tx, 'AKIAIOSFODNN7EXAMPLE')).toEqual({ type: 'root', account: '000000000000' });
    expect(callerOf(tx, 'ASIAUNKNOWN')).toEqual({ type: 'root', account: '000000000000' });
    expect(callerOf(tx, '222222222222')).toEqual({ type: 'root', account: '222222222222' });
  });
});

test('credentials are the same for the same session, and stored once', () => {
  const issue = (SessionName: string) =>
    rig.call<{ AccessKeyId: string }>('iam', 'IssueCredentials', { RoleArn: ROLE_ARN, SessionName });
  const stored = () => rig.run(({ tx }) => [...tx.scan({ from: 'iam', to: 'ian' })].length);
  const first = issue('fn');
  const size = stored();
  expect(issue('fn')).toEqual(first);
  expect(stored()).toBe(size);
  expect(issue('other').AccessKeyId).not.toBe(first.AccessKeyId);
});
