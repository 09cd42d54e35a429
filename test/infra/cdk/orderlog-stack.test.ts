import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { resourcesOf, synthesize, type Resource, type Template } from './synthesize.ts';

const directory = mkdtempSync(join(tmpdir(), 'orderlog-cdk-'));
let template: Template;
let staged: Template;
beforeAll(() => {
  template = synthesize('Orderlog', directory, {});
  // Without the rule packs: half the time.
  staged = synthesize('Orderlog-blue', mkdtempSync(join(tmpdir(), 'orderlog-cdk-')), { stage: 'blue', local: 'true' });
}, 120_000);

const all = (type: string): [string, Resource][] => resourcesOf(template, type);

describe('nothing fails silently', () => {
  test('every rule has a dead-letter queue at each target, and retries but where it comes again by itself', () => {
    const rules = all('AWS::Events::Rule').map(([, { Properties }]) => Properties);
    expect(rules.filter(({ ScheduleExpression }) => ScheduleExpression === undefined).length).toBeGreaterThan(9);
    for (const { ScheduleExpression, Targets } of rules) {
      const RetryPolicy =
        ScheduleExpression === undefined
          ? { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }
          : { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 };
      for (const target of Targets) {
        expect(target).toMatchObject({ DeadLetterConfig: { Arn: expect.anything() as unknown }, RetryPolicy });
      }
    }
  });

  test('every rule may put what it could not deliver into its dead-letter queue', () => {
    const rules = all('AWS::Events::Rule');
    for (const [rule, { Properties }] of rules) {
      for (const { DeadLetterConfig } of Properties.Targets) {
        const [queue] = DeadLetterConfig.Arn['Fn::GetAtt'];
        const policies = all('AWS::SQS::QueuePolicy').filter(
          ([, policy]) => policy.Properties.Queues[0]?.Ref === queue,
        );
        expect(policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement)).toContainEqual(
          expect.objectContaining({
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } },
          }),
        );
      }
    }
  });

  test('a reader that falls behind its stream raises an alarm', () => {
    const streams = all('AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) => Properties.StartingPosition);
    const alarms = all('AWS::CloudWatch::Alarm').filter(
      ([, { Properties }]) => Properties.MetricName === 'IteratorAge',
    );
    expect(alarms.map(([, { Properties }]) => Properties.Dimensions[0]?.Value).sort()).toEqual(
      streams.map(([, { Properties }]) => Properties.FunctionName).sort(),
    );
  });

  test('every stream is read with partial batches, bisected, until shortly before it forgets, and then to a bucket', () => {
    const streams = all('AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) => Properties.StartingPosition);
    expect(streams).toHaveLength(2);
    for (const [, { Properties }] of streams) {
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: -1,
        MaximumRecordAgeInSeconds: expect.any(Number) as number,
        DestinationConfig: { OnFailure: { Destination: expect.anything() as unknown } },
      });
    }
  });

  test('every queue that feeds a function waits six timeouts and redrives after five receives', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping').filter(
      ([, { Properties }]) => !Properties.StartingPosition,
    );
    // What cannot be routed, and both subscriptions of each read model, at least.
    expect(mappings.length).toBeGreaterThanOrEqual(9);
    for (const [, { Properties }] of mappings) {
      const queue = template.Resources[Properties.EventSourceArn['Fn::GetAtt'][0]]?.Properties;
      const timeout = template.Resources[Properties.FunctionName.Ref]?.Properties.Timeout;
      expect(queue?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (timeout ?? Infinity));
      expect(queue?.RedrivePolicy?.maxReceiveCount).toBeGreaterThanOrEqual(5);
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
  });

  test('every dead-letter queue keeps for 14 days and raises an alarm', () => {
    const dead = all('AWS::SQS::Queue').filter(([, { Properties }]) => Properties.RedrivePolicy === undefined);
    const alarms = all('AWS::CloudWatch::Alarm').filter(([, { Properties }]) => Properties.Namespace === 'AWS/SQS');
    expect(dead.length).toBe(alarms.length);
    for (const [, { Properties }] of dead) expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });
});

test('every function says its timeout, memory, runtime, architecture, logs and tracing', () => {
  for (const [, { Properties }] of all('AWS::Lambda::Function')) {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: expect.any(Number) as number,
      MemorySize: expect.any(Number) as number,
      LoggingConfig: { LogGroup: expect.anything() as unknown },
      TracingConfig: { Mode: 'Active' },
    });
  }
  for (const [, { Properties }] of all('AWS::Logs::LogGroup')) expect(Properties.RetentionInDays).toBe(30);
});

test('no role may do everything of anything', () => {
  const statements = all('AWS::IAM::Policy').flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  expect(statements.length).toBeGreaterThan(10);
  for (const { Action, Resource } of statements) {
    for (const action of [Action].flat()) {
      expect(action).not.toContain('*');
      if (Resource === '*')
        expect(['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'dynamodb:ListStreams']).toContain(action);
    }
  }
  expect(all('AWS::IAM::Role').every(([, { Properties }]) => Properties.ManagedPolicyArns === undefined)).toBe(true);
});

test('the event store is only ever added to by one function, and protected', () => {
  const [[id, table] = ['', undefined]] = all('AWS::DynamoDB::Table').filter(([name]) => name.includes('EventStore'));
  expect(table?.DeletionPolicy).toBe('Retain');
  expect(table?.Properties).toMatchObject({
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  });
  const writers = all('AWS::IAM::Policy').filter(([, { Properties }]) =>
    Properties.PolicyDocument.Statement.some(
      ({ Action, Resource }) =>
        JSON.stringify(Resource).includes(id) && /PutItem|UpdateItem|DeleteItem|BatchWrite/.test(String(Action)),
    ),
  );
  expect(writers.map(([name]) => name)).toEqual([expect.stringContaining('Recorder')]);
});

describe('who may put on a bus', () => {
  test('is said by denials, which are all a policy of 10 KB holds', () => {
    const policies = all('AWS::Events::EventBusPolicy').map(([, { Properties }]) => Properties);
    expect(policies.length).toBeGreaterThan(4);
    for (const { Statement } of policies) {
      expect(Statement).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 'events:PutEvents' });
    }
    for (const statements of Map.groupBy(policies, ({ EventBusName }) => EventBusName.Ref).values()) {
      expect(JSON.stringify(statements).length).toBeLessThan(10_240);
    }
  });

  test('is deployed statement by statement, since all of a bus share one document', () => {
    const policies = all('AWS::Events::EventBusPolicy');
    for (const sameBus of Map.groupBy(policies, ([, { Properties }]) => Properties.EventBusName.Ref).values()) {
      const waiting = sameBus.flatMap(([, { DependsOn = [] }]) => DependsOn);
      expect(new Set(waiting).size).toBe(sameBus.length - 1);
    }
  });
});

test('two stages share no name, and the longest stage keeps within the limits of names', () => {
  const names = ({ Resources }: Template): string[] =>
    Object.values(Resources).flatMap(({ Type, Properties }) => {
      if (Type === 'AWS::Events::EventBus') return Properties.Name;
      if (Type === 'AWS::Events::Archive') return Properties.ArchiveName;
      return Type === 'AWS::Events::EventBusPolicy' ? Properties.StatementId : [];
    });
  expect(names(staged)).toHaveLength(names(template).length);
  expect(names(staged).filter((name) => names(template).includes(name))).toEqual([]);
  const room = 30 - 'blue'.length;
  for (const name of names(staged)) expect(name.length + room).toBeLessThanOrEqual(/-recorded$/.test(name) ? 48 : 64);
});

test('on AWS every route but health wants a signature', () => {
  const routes = all('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
  expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(
    expect.arrayContaining([
      'GET /orders/{id}',
      'GET /orders/{id}/events',
      'GET /sales',
      'GET /products/demand',
      'GET /customers/{id}/orders',
      'POST /orders/{id}/images',
      'GET /orders/{id}/images',
      'DELETE /orders/{id}/images/{imageId}',
    ]),
  );
  const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'AWS_IAM');
  expect(open.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType])).toEqual([
    ['GET /health', 'NONE'],
  ]);
});

test('there are no custom resources, and the outputs are those others rely on', () => {
  expect(Object.values(template.Resources).filter(({ Type }) => Type.startsWith('Custom::'))).toEqual([]);
  expect(Object.keys(template.Outputs)).toEqual(
    expect.arrayContaining([
      'HttpUrl',
      'IntakeBusName',
      'RecordedBusName',
      'IntakeStreamName',
      'EventStoreTableName',
      'ArchiveName',
      'QuarantineBucketName',
      'ControlTableName',
      'UploadsBucketName',
      'PicturesBucketName',
      ...['Order', 'Sales', 'ProductDemand', 'CustomerOrders', 'Gallery'].flatMap((name) => [
        `${name}TableName`,
        `${name}RebuildFunctionName`,
      ]),
    ]),
  );
});

test('what functions load when they start keeps to its size', () => {
  for (const [id, { Properties }] of all('AWS::Lambda::Function')) {
    const asset = String(Properties.Code.S3Key).replace('.zip', '');
    const isSmall = /Projector|ApiGet/.test(id);
    const kilobytes = bytesLoaded(join(directory, `asset.${asset}`)) / 1024;
    expect(kilobytes, id).toBeLessThanOrEqual(isSmall ? 300 : 700);
  }
});

test('what has native code is there for Lambda, and for nothing else', () => {
  const [[, images] = []] = all('AWS::Lambda::Function').filter(([id]) => id.startsWith('PicturesImages'));
  const asset = String(images?.Properties.Code.S3Key).replace('.zip', '');
  const packages = readdirSync(join(directory, `asset.${asset}`, 'node_modules/@img'));
  expect(packages.sort()).toEqual(['colour', 'sharp-libvips-linux-arm64', 'sharp-linux-arm64']);
});

/** The size of a bundle's entry and of what it imports before it runs. */
function bytesLoaded(folder: string, file = 'index.mjs', seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(join(folder, file), 'utf8');
  const imports = [...text.matchAll(/(?:from|import)"\.\/([\w.-]+\.mjs)"/g)].map(([, name = '']) => name);
  return imports.reduce((sum, name) => sum + bytesLoaded(folder, name, seen), Buffer.byteLength(text));
}
