import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

/** What the tests look at; each resource has some of it. */
interface Properties {
  readonly Targets: readonly Target[];
  readonly StartingPosition: string | undefined;
  readonly EventSourceArn: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly FunctionName: { readonly Ref: string };
  readonly FunctionResponseTypes: readonly string[];
  readonly ScalingConfig: { readonly MaximumConcurrency: number };
  readonly Timeout: number;
  readonly VisibilityTimeout: number;
  readonly RedrivePolicy: { readonly maxReceiveCount: number } | undefined;
  readonly MessageRetentionPeriod: number;
  readonly RetentionInDays: number;
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly ManagedPolicyArns: unknown;
  readonly RouteKey: string;
  readonly AuthorizationType: string;
  readonly Code: { readonly S3Key: string };
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Value: unknown }[];
  readonly Queues: readonly { readonly Ref: string }[];
  readonly Name: string;
  readonly ArchiveName: string;
  readonly EventBusName: { readonly Ref: string };
  readonly StatementId: string;
  readonly Statement: Statement;
}

interface Target {
  readonly DeadLetterConfig: { readonly Arn: { readonly 'Fn::GetAtt': readonly [string, string] } };
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition: unknown;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/** Synthesizes as `cdk deploy` does: with the rule packs, which end a synthesis that breaks an unexplained rule. */
const directory = mkdtempSync(join(tmpdir(), 'orderlog-cdk-'));
let template: Template;
let staged: Template;
beforeAll(() => {
  template = synthesize('Orderlog', directory, {});
  // Without the rule packs: half the time.
  staged = synthesize('Orderlog-blue', mkdtempSync(join(tmpdir(), 'orderlog-cdk-')), { stage: 'blue', local: 'true' });
}, 120_000);

function synthesize(stack: string, directory: string, context: Record<string, string>): Template {
  const settings = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as object;
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify({ ...settings, ...context }) };
  execFileSync(process.execPath, ['infra/cdk/app.ts'], { cwd: ROOT, env, stdio: 'pipe' });
  return JSON.parse(readFileSync(join(directory, `${stack}.template.json`), 'utf8')) as Template;
}

function all(type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

describe('nothing fails silently', () => {
  test('every rule has retries and a dead-letter queue at each target', () => {
    const targets = all('AWS::Events::Rule').flatMap(([, { Properties }]) => Properties.Targets);
    expect(targets.length).toBeGreaterThanOrEqual(4);
    for (const target of targets) {
      expect(target).toMatchObject({
        DeadLetterConfig: { Arn: expect.anything() as unknown },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      });
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
    expect(mappings).toHaveLength(3);
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
  const routes = all('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
    Properties.RouteKey,
    Properties.AuthorizationType,
  ]);
  expect(Object.fromEntries(routes)).toEqual({
    'GET /orders/{id}': 'AWS_IAM',
    'GET /orders/{id}/events': 'AWS_IAM',
    'GET /sales': 'AWS_IAM',
    'GET /health': 'NONE',
  });
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
      'OrderTableName',
      'SalesTableName',
    ]),
  );
});

test('bundles keep to their sizes', () => {
  for (const [id, { Properties }] of all('AWS::Lambda::Function')) {
    const asset = String(Properties.Code.S3Key).replace('.zip', '');
    const folder = join(directory, `asset.${asset}`);
    const kilobytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1024;
    const isSmall = /Projector|ApiGet/.test(id);
    expect(kilobytes, id).toBeLessThanOrEqual(isSmall ? 300 : 700);
  }
});
