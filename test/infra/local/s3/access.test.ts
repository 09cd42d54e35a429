import { describe, expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import type { Access, Caller } from '../../../../infra/local/kernel/context.ts';
import { s3Service } from '../../../../infra/local/s3/s3-service.ts';
import { ROOT, testEngine } from '../test-engine.ts';

const Bucket = 'guarded';
const ROLE: Caller = {
  type: 'role',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/Reader',
  session: 's',
};
const OTHER: Caller = { type: 'root', account: '111111111111' };

function rigWith(statements: readonly object[]) {
  const rig = testEngine([iamService(), s3Service()], { allows });
  const trust = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } };
  rig.call('iam', 'CreateRole', { RoleName: 'Reader', AssumeRolePolicyDocument: JSON.stringify(trust) });
  if (statements.length > 0)
    rig.call('iam', 'PutRolePolicy', {
      RoleName: 'Reader',
      PolicyName: 'p',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    });
  rig.call('s3', 'CreateBucket', { Bucket });
  rig.call('s3', 'PutObject', { Bucket, Key: 'k', Body: 'x' });
  const codeOf = (operation: string, input: object, caller: Caller) => {
    try {
      rig.call('s3', operation, { Bucket, ...input }, caller);
      return 'done';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { ...rig, codeOf };
}

const allow = (Action: string, Resource: string, more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });

describe('a role', () => {
  test('does what its policies grant on keys', () => {
    const rig = rigWith([
      allow('s3:GetObject', `arn:aws:s3:::${Bucket}/k*`),
      allow('s3:PutObject', `arn:aws:s3:::${Bucket}/in/*`),
    ]);
    expect(rig.codeOf('GetObject', { Key: 'k' }, ROLE)).toBe('done');
    expect(rig.codeOf('GetObject', { Key: 'other' }, ROLE)).toBe('AccessDeniedException');
    expect(rig.codeOf('PutObject', { Key: 'in/a' }, ROLE)).toBe('done');
    expect(rig.codeOf('PutObject', { Key: 'out/a' }, ROLE)).toBe('AccessDeniedException');
    expect(rig.codeOf('DeleteObject', { Key: 'k' }, ROLE)).toBe('AccessDeniedException');
    expect(rig.codeOf('ListObjectsV2', {}, ROLE)).toBe('AccessDeniedException');
  });

  test('learns that a key is missing only if it may list', () => {
    const read = allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`);
    expect(rigWith([read]).codeOf('GetObject', { Key: 'no' }, ROLE)).toBe('AccessDenied');
    expect(
      rigWith([read, allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`)]).codeOf('GetObject', { Key: 'no' }, ROLE),
    ).toBe('NoSuchKey');
  });

  test('can be held to a prefix when listing', () => {
    const rig = rigWith([allow('s3:ListBucket', '*', { Condition: { StringEquals: { 's3:prefix': 'mine/' } } })]);
    expect(rig.codeOf('ListObjectsV2', { Prefix: 'mine/' }, ROLE)).toBe('done');
    expect(rig.codeOf('ListObjectsV2', { Prefix: '' }, ROLE)).toBe('AccessDeniedException');
  });

  test('deletes several keys one by one', () => {
    const rig = rigWith([allow('s3:DeleteObject', `arn:aws:s3:::${Bucket}/mine/*`)]);
    const Delete = { Objects: [{ Key: 'mine/a' }, { Key: 'k' }] };
    expect(rig.call('s3', 'DeleteObjects', { Bucket, Delete }, ROLE)).toMatchObject({
      Deleted: [{ Key: 'mine/a' }],
      Errors: [{ Key: 'k', Code: 'AccessDenied' }],
    });
  });
});

test('another account gets in by the bucket’s policy', () => {
  const rig = rigWith([]);
  expect(rig.codeOf('GetObject', { Key: 'k' }, OTHER)).toBe('AccessDeniedException');
  const Statement = allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal: { AWS: '111111111111' } });
  rig.call('s3', 'PutBucketPolicy', { Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  expect(rig.codeOf('GetObject', { Key: 'k' }, OTHER)).toBe('done');
  expect(rig.codeOf('PutObject', { Key: 'k' }, OTHER)).toBe('AccessDeniedException');
});

test('every operation asks before it does anything', () => {
  const service = s3Service();
  for (const operation of Object.keys(service.operations)) {
    const asked: Access[] = [];
    let refusing = false;
    const rig = testEngine([service], { allows: (_tx, _caller, access) => !(refusing && asked.push(access)) });
    rig.call('s3', 'CreateBucket', { Bucket });
    refusing = true;
    const anything = {
      Bucket,
      Key: 'k',
      CopySource: `${Bucket}/k`,
      Delete: { Objects: [{ Key: 'k' }] },
      UploadId: 'u',
      PartNumber: 1,
      ObjectAttributes: ['ETag'],
    };
    const call = () => rig.call('s3', operation, anything, ROOT);
    if (operation === 'DeleteObjects') expect(call()).toMatchObject({ Deleted: [] });
    else expect(call, operation).toThrow(/not authorized/);
    expect(asked[0]?.action, operation).toMatch(/^s3:/);
  }
});

test('a refusal on the wire is AccessDenied with status 403', () => {
  const rig = testEngine([s3Service()], { allows: () => false });
  const request = { method: 'GET', path: '/', query: new URLSearchParams(), headers: {}, body: new Uint8Array() };
  const answer = rig.engine.serve({ service: 's3', caller: ROLE, arrivedMs: 0, request });
  expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('<Code>AccessDenied</Code>') as string });
});
