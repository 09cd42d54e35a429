/** Starts an invocation: counts it, remembers it, and asks for the function's code to be run. */

import type { Context } from '../../kernel/context.ts';
import { functionArn } from '../function/function-arn.ts';
import type { FunctionRecord, FunctionVersion } from '../function/function-record.ts';
import type { RoleCredentials, RunnableFunction, RunRequest } from '../run-request.ts';
import { countStart } from './concurrency.ts';
import { saveInvocation, type InvocationOrigin } from './invocation-record.ts';

export interface InvocationStart {
  readonly requestId: string;
  readonly record: FunctionRecord;
  readonly version: FunctionVersion;
  /** As the function was invoked: undefined for its bare name. */
  readonly qualifier: string | undefined;
  /** JSON text. */
  readonly payload: string;
  readonly clientContext?: string | undefined;
  readonly origin: InvocationOrigin;
}

/** The caller has checked that there is capacity. */
export function startInvocation(context: Context, start: InvocationStart): void {
  const { requestId, record, version, qualifier, payload, clientContext, origin } = start;
  const { account, name } = record;
  countStart(context, account, name);
  saveInvocation(context, { account, requestId, functionName: name, executedVersion: version.version, origin });
  const request: RunRequest = {
    type: 'lambda.run',
    requestId,
    function: runnableFunction(context, record, version),
    invokedFunctionArn: functionArn(context.region, { account, name, qualifier }),
    payload,
    ...(clientContext === undefined ? {} : { clientContext }),
  };
  context.effect(request);
}

/** A version with everything a sandbox needs, the credentials of its role included. */
export function runnableFunction(
  context: Context,
  { account, name }: FunctionRecord,
  { version, settings, code, revisionId }: FunctionVersion,
): RunnableFunction {
  const credentials = context.call<RoleCredentials>('iam', 'IssueCredentials', {
    RoleArn: settings.Role,
    SessionName: name,
  });
  return {
    account,
    region: context.region,
    functionName: name,
    version,
    revision: revisionId,
    runtime: settings.Runtime,
    handler: settings.Handler,
    code,
    timeoutMs: settings.Timeout * 1000,
    memoryMb: settings.MemorySize,
    environment: settings.Environment?.Variables ?? {},
    credentials,
    logGroup: settings.LoggingConfig.LogGroup ?? `/aws/lambda/${name}`,
    logFormat: settings.LoggingConfig.LogFormat ?? 'Text',
  };
}
