/** The environment variables of a sandbox. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */

import type { RunnableFunction } from '../run-request.ts';

export interface SandboxEnvironmentOptions {
  readonly endpointUrl: string;
  readonly codeDirectory: string;
  readonly logStream: string;
  readonly initialization: 'on-demand' | 'provisioned-concurrency';
}

/** The function's own variables cannot replace Lambda's. */
export function sandboxEnvironment(
  runnable: RunnableFunction,
  { endpointUrl, codeDirectory, logStream, initialization }: SandboxEnvironmentOptions,
): Record<string, string> {
  const { credentials } = runnable;
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    NODE_PATH: `${codeDirectory}/node_modules`,
    AWS_ENDPOINT_URL: endpointUrl,
    ...runnable.environment,
    TZ: ':UTC',
    _HANDLER: runnable.handler,
    LAMBDA_TASK_ROOT: codeDirectory,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runnable.runtime}`,
    AWS_REGION: runnable.region,
    AWS_DEFAULT_REGION: runnable.region,
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
    AWS_LAMBDA_FUNCTION_NAME: runnable.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: runnable.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(runnable.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: runnable.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: runnable.logFormat,
    AWS_LAMBDA_INITIALIZATION_TYPE: initialization,
  };
}
