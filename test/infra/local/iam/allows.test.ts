import { describe, expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import type { Access, Caller, PolicyDocument, PolicyStatement } from '../../../../infra/local/kernel/context.ts';
import { ENGINE } from '../../../../infra/local/kernel/engine.ts';
import { testEngine, ROOT } from '../test-engine.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:orders';
const ELSEWHERE = 'arn:aws:sqs:us-east-1:111111111111:orders';
const ROLE: Caller = {
  type: 'role',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/service-role/Sender',
  session: 'sender',
};
const RULE = 'arn:aws:events:us-east-1:000000000000:rule/orders';
const EVENTS: Caller = {
  type: 'service',
  account: '000000000000',
  principal: 'events.amazonaws.com',
  sourceArn: RULE,
};

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...more,
});
const deny = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({ ...allow(more), Effect: 'Deny' });

/** Whether `caller` may, the role having these statements as its only policy. */
function may(caller: Caller, access: Partial<Access>, identity: PolicyStatement[] = []): boolean {
  const rig = testEngine([iamService()]);
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const role = { RoleName: 'Sender', Path: '/service-role/', AssumeRolePolicyDocument: JSON.stringify(trust) };
  rig.call('iam', 'CreateRole', role);
  if (identity.length > 0)
    rig.call('iam', 'PutRolePolicy', {
      RoleName: 'Sender',
      PolicyName: 'p',
      PolicyDocument: JSON.stringify(policy(...identity)),
    });
  return rig.run(({ tx }) => allows(tx, caller, { action: 'sqs:SendMessage', resource: QUEUE, ...access }));
}

describe('within an account', () => {
  test('a role may what its policies allow, and nothing else', () => {
    expect(may(ROLE, {}, [allow()])).toBe(true);
    expect(may(ROLE, {})).toBe(false);
    expect(may(ROLE, { action: 'sqs:ReceiveMessage' }, [allow()])).toBe(false);
    expect(may(ROLE, {}, [allow({ Resource: `${QUEUE}-dead` })])).toBe(false);
  });

  test('a role nobody made may nothing', () => {
    expect(may({ ...ROLE, roleArn: 'arn:aws:iam::000000000000:role/Nobody' }, {}, [allow()])).toBe(false);
  });

  test('the policy of the resource suffices if it names the role, its session or everyone', () => {
    for (const Principal of [
      '*',
      { AWS: '*' },
      { AWS: ROLE.type === 'role' ? ROLE.roleArn : '' },
      { AWS: ['arn:aws:sts::000000000000:assumed-role/Sender/sender'] },
    ]) {
      expect(may(ROLE, { resourcePolicy: policy(allow({ Principal })) })).toBe(true);
    }
  });

  test('naming the account only lets the account decide', () => {
    for (const AWS of ['000000000000', 'arn:aws:iam::000000000000:root']) {
      const resourcePolicy = policy(allow({ Principal: { AWS } }));
      expect(may(ROLE, { resourcePolicy })).toBe(false);
      expect(may(ROLE, { resourcePolicy }, [allow()])).toBe(true);
    }
  });

  test('an explicit deny on either side wins', () => {
    expect(may(ROLE, {}, [allow(), deny()])).toBe(false);
    expect(may(ROLE, { resourcePolicy: policy(deny({ Principal: '*' })) }, [allow()])).toBe(false);
    expect(may(ROLE, { resourcePolicy: policy(allow({ Principal: '*' })) }, [deny()])).toBe(false);
  });

  test('root may everything except what the resource denies', () => {
    expect(may(ROOT, {})).toBe(true);
    expect(may(ROOT, { resourcePolicy: policy(deny({ Principal: { AWS: '*' } })) })).toBe(false);
  });

  test('NotPrincipal denies everyone but those it names', () => {
    const only = (AWS: string): PolicyDocument => policy(deny({ NotPrincipal: { AWS } }));
    expect(may(ROLE, { resourcePolicy: only('arn:aws:iam::000000000000:role/service-role/Sender') }, [allow()])).toBe(
      true,
    );
    expect(may(ROLE, { resourcePolicy: only('arn:aws:iam::000000000000:role/Other') }, [allow()])).toBe(false);
  });
});

describe('across accounts', () => {
  const fromOutside = policy(allow({ Principal: { AWS: '000000000000' } }));

  test('both sides must allow', () => {
    expect(may(ROLE, { resource: ELSEWHERE }, [allow()])).toBe(false);
    expect(may(ROLE, { resource: ELSEWHERE, resourcePolicy: fromOutside })).toBe(false);
    expect(may(ROLE, { resource: ELSEWHERE, resourcePolicy: fromOutside }, [allow()])).toBe(true);
  });

  test('root needs the other account to allow it', () => {
    expect(may(ROOT, { resource: ELSEWHERE })).toBe(false);
    expect(may(ROOT, { resource: ELSEWHERE, resourcePolicy: fromOutside })).toBe(true);
  });

  test('where an ARN names no account, aws:ResourceAccount does', () => {
    const bucket = { action: 's3:GetObject', resource: 'arn:aws:s3:::pictures/1.png' };
    expect(may(ROOT, bucket)).toBe(true);
    expect(may(ROOT, { ...bucket, conditions: { 'aws:ResourceAccount': '111111111111' } })).toBe(false);
  });
});

describe('services', () => {
  const fromRule = policy(
    allow({ Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': RULE } } }),
  );

  test('may only what the policy of the resource allows them', () => {
    expect(may(EVENTS, {})).toBe(false);
    expect(may(EVENTS, { resourcePolicy: fromRule })).toBe(true);
    expect(may({ ...EVENTS, sourceArn: `${RULE}-other` }, { resourcePolicy: fromRule })).toBe(false);
    expect(may({ ...EVENTS, principal: 'sns.amazonaws.com' }, { resourcePolicy: fromRule })).toBe(false);
  });

  test('can be held to an account', () => {
    const guarded = policy(
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } }),
    );
    expect(may(EVENTS, { resourcePolicy: guarded })).toBe(true);
    expect(may({ ...EVENTS, account: '111111111111' }, { resourcePolicy: guarded })).toBe(false);
    expect(may(ROLE, { resourcePolicy: guarded })).toBe(false);
  });

  test('the engine itself is never refused', () => {
    expect(may(ENGINE, { resourcePolicy: policy(deny({ Principal: '*' })) })).toBe(true);
  });
});

test('the AWS CDK’s "enforce SSL" denies nobody here', () => {
  const insecure = policy(
    deny({ Principal: '*', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
  expect(may(ROOT, { resourcePolicy: insecure })).toBe(true);
});

test('conditions of the service are seen, those of the caller cannot be forged by it', () => {
  const conditions = { 'events:source': 'shop.web', 'aws:PrincipalAccount': '999999999999' };
  const onSource = [allow({ Condition: { StringLike: { 'Events:Source': 'shop.*' } } })];
  expect(may(ROLE, { conditions }, onSource)).toBe(true);
  expect(may(ROLE, { conditions: { 'events:source': 'psp' } }, onSource)).toBe(false);
  expect(
    may(ROLE, { conditions }, [allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': '999999999999' } } })]),
  ).toBe(false);
});

test('a warm decision costs less than ten microseconds', () => {
  const rig = testEngine([iamService()]);
  rig.call('iam', 'CreateRole', {
    RoleName: 'Sender',
    AssumeRolePolicyDocument: JSON.stringify(policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' })),
  });
  const PolicyDocument = JSON.stringify(
    policy(
      ...Array.from({ length: 10 }, (_, at) =>
        allow({ Action: [`dynamodb:Get${at}*`, 'sqs:Send*'], Resource: [QUEUE, `${QUEUE}/*`] }),
      ),
    ),
  );
  rig.call('iam', 'PutRolePolicy', { RoleName: 'Sender', PolicyName: 'p', PolicyDocument });
  const access = { action: 'sqs:SendMessage', resource: QUEUE };
  const fastest = rig.run(({ tx }) => {
    const rounds = Array.from({ length: 100 }, () => {
      const start = process.hrtime.bigint();
      for (let times = 0; times < 200; times += 1) allows(tx, ROLE, access);
      return Number(process.hrtime.bigint() - start) / 200 / 1000;
    });
    return Math.min(...rounds);
  });
  expect(fastest).toBeLessThan(10);
});
