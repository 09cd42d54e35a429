import { describe, expect, it } from 'vitest';
import { Wait } from '../../../../../infra/local/kernel/wire.ts';
import type { InvokeOutput } from '../../../../../infra/local/lambda/invoke/invoke.ts';
import { base64, FUNCTION_ARN, lambdaRig, ROLE, type LambdaRig } from '../lambda-rig.ts';

function invoke(rig: LambdaRig, input: Record<string, unknown> = {}): InvokeOutput {
  const wait = rig.call<InvokeOutput | Wait<InvokeOutput>>('lambda', 'Invoke', { FunctionName: 'fn', ...input });
  if (!(wait instanceof Wait)) return wait;
  rig.settle();
  expect(rig.signals).toContain(wait.topic);
  const output = rig.run((context) => wait.resume(context));
  if (output instanceof Wait) throw new Error('The invocation has not ended.');
  return output;
}

function decoded(output: InvokeOutput): unknown {
  return JSON.parse(Buffer.from(output.Payload ?? '', 'base64').toString('utf8'));
}

function queue(rig: LambdaRig, name: string) {
  const { QueueUrl } = rig.call<{ QueueUrl: string }>('sqs', 'CreateQueue', { QueueName: name });
  interface Message {
    readonly Body: string;
    readonly MessageAttributes?: Record<string, { readonly StringValue: string }>;
  }
  const received = (): Message[] => {
    const input = { QueueUrl, MessageAttributeNames: ['All'] };
    return rig.call<{ Messages?: Message[] }>('sqs', 'ReceiveMessage', input).Messages ?? [];
  };
  return { arn: `arn:aws:sqs:us-east-1:000000000000:${name}`, received };
}

describe('a synchronous invocation', () => {
  it.each(['fn', '000000000000:function:fn', FUNCTION_ARN, `${FUNCTION_ARN}:$LATEST`])('finds %s', (FunctionName) => {
    const rig = lambdaRig();
    rig.createFunction();
    rig.on((event: { n: number }) => event.n + 1);
    const output = invoke(rig, { FunctionName, Payload: base64({ n: 1 }) });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(output.FunctionError).toBeUndefined();
    expect(decoded(output)).toBe(2);
  });

  it('gives the function its settings and the credentials of its role', () => {
    const rig = lambdaRig();
    rig.createFunction('fn', { Environment: { Variables: { COLOUR: 'blue' } }, Timeout: 7, MemorySize: 256 });
    rig.call('lambda', 'Invoke', { FunctionName: 'fn' });
    expect(rig.pending[0]).toMatchObject({
      payload: '{}',
      invokedFunctionArn: FUNCTION_ARN,
      function: {
        environment: { COLOUR: 'blue' },
        timeoutMs: 7000,
        memoryMb: 256,
        logGroup: '/aws/lambda/fn',
        credentials: rig.call('iam', 'IssueCredentials', { RoleArn: ROLE, SessionName: 'fn' }),
      },
    });
  });

  it('reports what the function threw', () => {
    const rig = lambdaRig();
    rig.createFunction();
    rig.on(() => {
      throw new TypeError('no');
    });
    const output = invoke(rig);
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(decoded(output)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
  });

  it.each([
    [
      { FunctionName: 'none' },
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:none',
    ],
    [{ Qualifier: 'none' }, 'ResourceNotFoundException', `Function not found: ${FUNCTION_ARN}:none`],
    [{ FunctionName: 'not a name' }, 'ValidationException', /at 'functionName' failed to satisfy constraint/],
    [
      { Payload: Buffer.from('{').toString('base64') },
      'InvalidRequestContentException',
      /^Could not parse request body into json/,
    ],
    [{ Payload: base64('x'.repeat(6 * 1024 * 1024)) }, 'RequestTooLargeException', /6291456 bytes/],
    [
      { Payload: base64('x'.repeat(1024 * 1024)), InvocationType: 'Event' },
      'RequestTooLargeException',
      /1048576 bytes/,
    ],
  ])('refuses %o', (input, code, message) => {
    const rig = lambdaRig();
    rig.createFunction();
    expect(() => invoke(rig, input)).toThrow(
      expect.objectContaining({
        code,
        message: typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
      }),
    );
  });

  it('is throttled by the reserved concurrency', () => {
    const rig = lambdaRig();
    rig.createFunction();
    rig.call('lambda', 'PutFunctionConcurrency', { FunctionName: 'fn', ReservedConcurrentExecutions: 1 });
    rig.call('lambda', 'Invoke', { FunctionName: 'fn' });
    expect(() => invoke(rig)).toThrow(expect.objectContaining({ code: 'TooManyRequestsException', status: 429 }));
    rig.runNext();
    expect(invoke(rig).StatusCode).toBe(200);
  });

  it('an alias draws its version by weight', () => {
    const rig = lambdaRig();
    rig.createFunction();
    rig.call('lambda', 'PublishVersion', { FunctionName: 'fn' });
    rig.call('lambda', 'UpdateFunctionConfiguration', { FunctionName: 'fn', Timeout: 9 });
    rig.call('lambda', 'PublishVersion', { FunctionName: 'fn' });
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    rig.call('lambda', 'CreateAlias', { FunctionName: 'fn', Name: 'live', FunctionVersion: '1', RoutingConfig });
    const versions = Array.from({ length: 20 }, () => invoke(rig, { Qualifier: 'live' }).ExecutedVersion);
    expect(new Set(versions)).toEqual(new Set(['1', '2']));
  });
});

describe('an asynchronous invocation', () => {
  function asyncRig(config: (rig: LambdaRig) => Record<string, unknown> = () => ({}), settings = {}) {
    const rig = lambdaRig();
    rig.createFunction('fn', settings);
    rig.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: 'fn', ...config(rig) });
    return rig;
  }
  const send = (rig: LambdaRig): InvokeOutput =>
    rig.call<InvokeOutput>('lambda', 'Invoke', {
      FunctionName: 'fn',
      InvocationType: 'Event',
      Payload: base64({ n: 1 }),
    });
  const fail = (): never => {
    throw new Error('no');
  };

  it('is accepted at once and retried after one and two minutes', () => {
    const rig = asyncRig();
    const times: number[] = [];
    const begin = rig.now();
    rig.on(() => {
      times.push((rig.now() - begin) / 1000);
      return fail();
    });
    expect(send(rig).StatusCode).toBe(202);
    rig.elapse(3_600_000);
    expect(times).toEqual([0, 60, 180]);
  });

  it('ends in the dead-letter queue and the failure destination', () => {
    const outer = lambdaRig();
    const dead = queue(outer, 'dead');
    const failures = queue(outer, 'failures');
    outer.createFunction('fn', { DeadLetterConfig: { TargetArn: dead.arn } });
    outer.call('lambda', 'PutFunctionEventInvokeConfig', {
      FunctionName: 'fn',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: failures.arn } },
    });
    outer.on(fail);
    const { RequestId } = send(outer);
    outer.elapse(3_600_000);
    expect(JSON.parse(failures.received()[0]?.Body ?? '')).toEqual({
      version: '1.0',
      timestamp: '2026-01-01T00:01:00.000Z',
      requestContext: {
        requestId: RequestId,
        functionArn: `${FUNCTION_ARN}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
      },
      requestPayload: { n: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'no', trace: [] },
    });
    const [letter] = dead.received();
    expect(letter?.Body).toBe('{"n":1}');
    expect(letter?.MessageAttributes?.['RequestID']?.StringValue).toBe(RequestId);
    expect(letter?.MessageAttributes?.['ErrorMessage']?.StringValue).toBe('no');
  });

  it('tells its success destination', () => {
    const rig = lambdaRig();
    const successes = queue(rig, 'successes');
    rig.createFunction();
    const DestinationConfig = { OnSuccess: { Destination: successes.arn } };
    rig.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: 'fn', DestinationConfig });
    rig.on(() => 'done');
    send(rig);
    rig.settle();
    expect(JSON.parse(successes.received()[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responsePayload: 'done',
    });
  });

  it('waits for capacity, and is given up when too old', () => {
    const rig = lambdaRig();
    const failures = queue(rig, 'failures');
    rig.createFunction();
    rig.call('lambda', 'PutFunctionConcurrency', { FunctionName: 'fn', ReservedConcurrentExecutions: 0 });
    rig.call('lambda', 'PutFunctionEventInvokeConfig', {
      FunctionName: 'fn',
      MaximumEventAgeInSeconds: 120,
      DestinationConfig: { OnFailure: { Destination: failures.arn } },
    });
    send(rig);
    rig.elapse(600_000);
    expect(rig.events).toEqual([]);
    expect(JSON.parse(failures.received()[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
    });
  });

  it('survives a restart', () => {
    const rig = asyncRig();
    send(rig);
    expect(rig.pending).toHaveLength(1);
    rig.restart();
    rig.settle();
    expect(rig.events).toEqual([{ n: 1 }]);
    rig.elapse(600_000);
    expect(rig.events).toHaveLength(1);
  });
});
