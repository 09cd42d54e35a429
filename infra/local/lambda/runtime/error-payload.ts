/** Errors as the Lambda runtime and sandbox report them. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */

export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
  readonly [member: string]: unknown;
}

/** Anything thrown by a handler or while its module was loaded. */
export function thrownPayload(thrown: unknown): ErrorPayload {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

/** A rejected promise nobody handled. */
export function rejectionPayload(reason: unknown): ErrorPayload {
  const { trace, ...shown } = thrownPayload(reason);
  return {
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: String(reason),
    trace: [`Runtime.UnhandledPromiseRejection: ${String(reason)}`],
    reason: { ...shown, stack: trace },
    promise: {},
  };
}

/** A handler that returned while its promise can never settle any more. */
export const neverSettled: ErrorPayload = {
  errorType: 'Runtime.NodeJsExit',
  errorMessage:
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.',
  trace: [],
};

export function timeoutPayload(requestId: string, timeoutMs: number): ErrorPayload {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

/** The process went away in the middle. `how` is such as `exit status 1` or `signal: killed`; none for status 0. */
export function exitPayload(requestId: string, how: string | undefined): ErrorPayload {
  const ending = how === undefined ? 'without providing a reason' : `with error: ${how}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: Runtime exited ${ending}` };
}

/** `limitBytes` is what a response may weigh at most. */
export function tooLargePayload(limitBytes: number): ErrorPayload {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${limitBytes} bytes).`,
  };
}
