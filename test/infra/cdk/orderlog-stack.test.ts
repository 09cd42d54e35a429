import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

/** What the tests look at; each resource has some of it. */
interface Properties {
  readonly Targets: readonly unknown[];
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
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/** Synthesizes as `cdk deploy` does: with the rule packs, which end a synthesis that breaks an unexplained rule. */
const directory = mkdtempSync(join(tmpdir(), 'orderlog-cdk-'));
let template: Template;
beforeAll(() => {
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: readFileSync(join(ROOT, 'cdk.json'), 'utf8') };
  execFileSync(process.execPath, ['infra/cdk/app.ts'], { cwd: ROOT, env, stdio: 'pipe' });
  template = JSON.parse(readFileSync(join(directory, 'Orderlog.template.json'), 'utf8')) as Template;
}, 120_000);

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
    expect(dead.length).toBe(all('AWS::CloudWatch::Alarm').length);
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
