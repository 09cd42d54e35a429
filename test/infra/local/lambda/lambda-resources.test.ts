import { describe, expect, it } from 'vitest';
import type { ProvidedResource, TemplateResource } from '../../../../infra/local/kernel/service.ts';
import { lambdaResources } from '../../../../infra/local/lambda/lambda-resources.ts';
import { FUNCTION_ARN, lambdaRig, ROLE, type LambdaRig } from './lambda-rig.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders';

function apply(rig: LambdaRig, type: string, properties: Record<string, unknown>): ProvidedResource {
  const resource: TemplateResource = {
    logicalId: 'Thing',
    generatedName: `Orderlog-${type}`,
    properties,
    assetPath: (key) => `/assets/${key}`,
  };
  const provider = lambdaResources[type];
  if (provider === undefined) throw new Error(`No provider of ${type}`);
  return rig.run((context) => provider.apply(context, resource));
}

function remove(rig: LambdaRig, type: string, { ref }: ProvidedResource): void {
  rig.run((context) => lambdaResources[type]?.remove?.(context, ref));
}

const FUNCTION = {
  FunctionName: 'fn',
  Role: ROLE,
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Code: { S3Bucket: 'assets', S3Key: 'abc.zip' },
};

describe('AWS::Lambda::Function', () => {
  it('runs the asset with the settings of the template', () => {
    const rig = lambdaRig();
    const provided = apply(rig, 'AWS::Lambda::Function', {
      ...FUNCTION,
      Timeout: 30,
      LoggingConfig: { LogGroup: 'logs', LogFormat: 'JSON' },
    });
    expect(provided).toMatchObject({ ref: 'fn', attributes: { Arn: FUNCTION_ARN } });
    rig.call('lambda', 'Invoke', { FunctionName: 'fn' });
    expect(rig.pending[0]?.function).toMatchObject({
      code: { type: 'directory', path: '/assets/abc.zip' },
      timeoutMs: 30_000,
      logGroup: 'logs',
      logFormat: 'JSON',
    });
  });

  it('keeps its sandboxes while nothing changes, and no longer', () => {
    const rig = lambdaRig();
    const revision = (properties: object): unknown => {
      apply(rig, 'AWS::Lambda::Function', { ...FUNCTION, ...properties });
      rig.call('lambda', 'Invoke', { FunctionName: 'fn' });
      return rig.pending.at(-1)?.function.revision;
    };
    const first = revision({});
    expect(revision({})).toBe(first);
    expect(revision({ Timeout: 9 })).not.toBe(first);
  });

  it('takes code from the template itself', () => {
    const rig = lambdaRig();
    apply(rig, 'AWS::Lambda::Function', { ...FUNCTION, Code: { ZipFile: 'exports.handler = () => 1;' } });
    rig.call('lambda', 'Invoke', { FunctionName: 'fn' });
    expect(rig.pending[0]?.function.code.type).toBe('archive');
  });

  it.each([{ Layers: ['layer'] }, { PackageType: 'Image' }, { SnapStart: { ApplyOn: 'PublishedVersions' } }])(
    'refuses %o',
    (properties) => {
      expect(() => apply(lambdaRig(), 'AWS::Lambda::Function', { ...FUNCTION, ...properties })).toThrow(
        /does not support/,
      );
    },
  );

  it('is gone once removed', () => {
    const rig = lambdaRig();
    remove(rig, 'AWS::Lambda::Function', apply(rig, 'AWS::Lambda::Function', FUNCTION));
    expect(() => rig.call('lambda', 'GetFunction', { FunctionName: 'fn' })).toThrow(/Function not found/);
  });
});

describe('AWS::Lambda::EventSourceMapping', () => {
  it('goes on where it stood when it is applied again, with its new settings', () => {
    const rig = lambdaRig();
    rig.call('sqs', 'CreateQueue', { QueueName: 'orders' });
    apply(rig, 'AWS::Lambda::Function', FUNCTION);
    const properties = { FunctionName: 'fn', EventSourceArn: QUEUE_ARN };
    const once = apply(rig, 'AWS::Lambda::EventSourceMapping', { ...properties, BatchSize: 5 });
    const again = apply(rig, 'AWS::Lambda::EventSourceMapping', properties);
    expect(again).toEqual(once);
    const list = rig.call<{ EventSourceMappings: unknown[] }>('lambda', 'ListEventSourceMappings', {});
    expect(list.EventSourceMappings).toEqual([expect.objectContaining({ UUID: once.ref, BatchSize: 10 })]);
    remove(rig, 'AWS::Lambda::EventSourceMapping', once);
    expect(rig.call('lambda', 'ListEventSourceMappings', {})).toEqual({ EventSourceMappings: [] });
  });
});

it('AWS::Lambda::Permission is a statement of the policy, once', () => {
  const rig = lambdaRig();
  apply(rig, 'AWS::Lambda::Function', FUNCTION);
  const properties = {
    FunctionName: FUNCTION_ARN,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*',
  };
  apply(rig, 'AWS::Lambda::Permission', properties);
  const provided = apply(rig, 'AWS::Lambda::Permission', properties);
  const { Policy } = rig.call<{ Policy: string }>('lambda', 'GetPolicy', { FunctionName: 'fn' });
  expect((JSON.parse(Policy) as { Statement: unknown[] }).Statement).toEqual([
    {
      Sid: 'Orderlog-AWS::Lambda::Permission',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION_ARN,
      Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:000000000000:api/*' } },
    },
  ]);
  remove(rig, 'AWS::Lambda::Permission', provided);
  expect(() => rig.call('lambda', 'GetPolicy', { FunctionName: 'fn' })).toThrow();
});

it('a version, an alias with provisioned concurrency and an invoke config stand on a function', () => {
  const rig = lambdaRig();
  apply(rig, 'AWS::Lambda::Function', FUNCTION);
  const version = apply(rig, 'AWS::Lambda::Version', { FunctionName: 'fn' });
  expect(version).toEqual({ ref: `${FUNCTION_ARN}:1`, attributes: { Version: '1', FunctionArn: `${FUNCTION_ARN}:1` } });
  expect(apply(rig, 'AWS::Lambda::Version', { FunctionName: 'fn' })).toEqual(version);
  const alias = apply(rig, 'AWS::Lambda::Alias', {
    FunctionName: 'fn',
    FunctionVersion: '1',
    Name: 'live',
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  });
  expect(alias.ref).toBe(`${FUNCTION_ARN}:live`);
  const provisioned = rig.call('lambda', 'GetProvisionedConcurrencyConfig', { FunctionName: 'fn', Qualifier: 'live' });
  expect(provisioned).toMatchObject({ RequestedProvisionedConcurrentExecutions: 2, Status: 'READY' });
  const config = apply(rig, 'AWS::Lambda::EventInvokeConfig', {
    FunctionName: 'fn',
    Qualifier: 'live',
    MaximumRetryAttempts: 0,
  });
  const read = (): unknown =>
    rig.call('lambda', 'GetFunctionEventInvokeConfig', { FunctionName: 'fn', Qualifier: 'live' });
  expect(read()).toMatchObject({ MaximumRetryAttempts: 0 });
  remove(rig, 'AWS::Lambda::EventInvokeConfig', config);
  expect(read).toThrow(/doesn't have an EventInvokeConfig/);
});

it('AWS::Logs::LogGroup has a name and an ARN', () => {
  expect(apply(lambdaRig(), 'AWS::Logs::LogGroup', { LogGroupName: 'logs' })).toEqual({
    ref: 'logs',
    attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:logs:*' },
  });
});
