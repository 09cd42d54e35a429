/** Runs a stack on everything the engine has: all services, IAM, and functions in sandboxes of this process. */

import { allows } from '../iam/allows.ts';
import { callerOf } from '../iam/credentials.ts';
import { lambdaPerformer } from '../lambda/runtime/lambda-performer.ts';
import type { LogLine as FunctionLogLine } from '../lambda/runtime/runtime.ts';
import { everyService, type ServiceOptions } from './every-service.ts';
import { runStack, type RunningStack, type RunStackOptions } from './run-stack.ts';

export interface RunLocalStackOptions extends Pick<
  RunStackOptions,
  'dataDir' | 'awsPort' | 'httpPort' | 'assembly' | 'log'
> {
  readonly onFunctionLog: (line: FunctionLogLine) => void;
  readonly serviceOptions?: ServiceOptions;
}

/** Resolves once everything answers; rejects as `runStack` does. */
export function runLocalStack({
  onFunctionLog,
  serviceOptions,
  ...options
}: RunLocalStackOptions): Promise<RunningStack> {
  return runStack({
    ...options,
    services: (host) => everyService(host, serviceOptions),
    callerOf,
    allows,
    performer: ({ engine, awsUrl }) => lambdaPerformer({ engine, endpointUrl: awsUrl, onLog: onFunctionLog }),
  });
}
