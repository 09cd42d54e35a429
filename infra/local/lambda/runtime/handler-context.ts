/** The context object a handler receives. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */

import type { InvokeMessage } from './sandbox-message.ts';

export function handlerContext(message: InvokeMessage, env: NodeJS.ProcessEnv): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: message.invokedFunctionArn,
    awsRequestId: message.requestId,
    ...(message.clientContext === undefined ? {} : { clientContext: decoded(message.clientContext) }),
    getRemainingTimeInMillis: () => Math.max(0, message.deadlineMs - Date.now()),
  };
}

function decoded(clientContext: string): unknown {
  return JSON.parse(Buffer.from(clientContext, 'base64').toString('utf8'));
}
