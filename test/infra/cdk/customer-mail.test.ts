import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { senderAddress } from '../../../infra/cdk/constructs/customer-mail.ts';
import { toldTypes } from '../../../projections/customer-mail/told-events.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

let resources: readonly (readonly [id: string, resource: Resource])[];
beforeAll(() => {
  const template = JSON.parse(readFileSync(join(inject('assembly'), 'Orderlog.template.json'), 'utf8')) as {
    readonly Resources: Record<string, Resource>;
  };
  resources = Object.entries(template.Resources).filter(([id]) => id.startsWith('CustomerMail'));
});

/** The properties of the only resource of the type whose id begins so. */
function the(type: string, begin = 'CustomerMail'): Record<string, unknown> {
  const found = resources.filter(([id, { Type }]) => Type === type && id.startsWith(begin));
  expect(found, `${begin} ${type}`).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
}

test('the rule takes recorded events that customers are told of, and no replay', () => {
  expect(the('AWS::Events::Rule')['EventPattern']).toEqual({
    'detail-type': toldTypes,
    detail: { sequence: [{ exists: true }] },
    'replay-name': [{ exists: false }],
  });
});

test('the topic hears where an event is, and nothing of what it says', () => {
  const [target] = the('AWS::Events::Rule')['Targets'] as [{ InputTransformer: { InputPathsMap: object } }];
  expect(Object.values(target.InputTransformer.InputPathsMap).sort()).toEqual(
    ['id', 'sequence', 'source', 'subject', 'time', 'type'].map((name) => `$.detail.${name}`),
  );
});

test('each step has a dead-letter queue with an alarm', () => {
  const arn = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(id) as string, 'Arn'] });
  expect(the('AWS::Events::Rule')['Targets']).toMatchObject([
    { DeadLetterConfig: { Arn: arn('^CustomerMailUndelivered') }, RetryPolicy: { MaximumRetryAttempts: 185 } },
  ]);
  expect(the('AWS::SNS::Subscription')).toMatchObject({
    Protocol: 'sqs',
    RawMessageDelivery: true,
    RedrivePolicy: { deadLetterTargetArn: arn('^CustomerMailUnqueued') },
  });
  expect(the('AWS::SQS::Queue', 'CustomerMailQueue')).toMatchObject({
    RedrivePolicy: { deadLetterTargetArn: arn('^CustomerMailUnhandled') },
  });
  expect(resources.filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')).toHaveLength(3);
});

test('a message is not seen again while somebody may be at it', () => {
  const { Timeout } = the('AWS::Lambda::Function');
  const { VisibilityTimeout } = the('AWS::SQS::Queue', 'CustomerMailQueue');
  expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * Number(Timeout));
  expect(the('AWS::Lambda::EventSourceMapping')).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
});

test('marks expire by themselves, and outlast the stack', () => {
  const table = resources.find(([, { Type }]) => Type === 'AWS::DynamoDB::Table');
  expect(table?.[1]).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
  });
});

test('the function may read the log, keep marks, and send from its one address', () => {
  const { Statement } = the('AWS::IAM::Policy')['PolicyDocument'] as { Statement: { Action: string | string[] }[] };
  const actions = Statement.flatMap(({ Action }) => Action).filter((action) =>
    /^(dynamodb|ses|s3|sns|events):/.test(action),
  );
  expect(actions.sort()).toEqual([
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'ses:SendEmail',
  ]);
  expect(Statement.find(({ Action }) => Action === 'ses:SendEmail')).toMatchObject({
    Resource: { 'Fn::Join': ['', expect.arrayContaining([':identity/']) as unknown[]] },
    Condition: { StringEquals: { 'ses:FromAddress': 'orders@orderlog.example' } },
  });
});

test('the topic takes nothing in the clear', () => {
  const { Statement } = the('AWS::SNS::TopicPolicy')['PolicyDocument'] as { Statement: object[] };
  expect(Statement).toContainEqual(
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
});

test('the sender is an address, and each stage has its own', () => {
  expect(senderAddress(undefined, '')).toBe('orders@orderlog.example');
  expect(senderAddress(undefined, '-blue')).toBe('orders-blue@orderlog.example');
  expect(senderAddress('shop@example.com', '-blue')).toBe('shop@example.com');
  expect(() => senderAddress('Shop <shop@example.com>', '')).toThrow('sender must be an e-mail address');
});
