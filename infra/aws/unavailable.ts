/** Tells an AWS client's transient failures from refusals, and turns them into the ports' `Unavailable`. */

import { unavailable } from '../../domain/ports/port-error.ts';

const TRANSIENT = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TransactionConflictException',
  'TransactionInProgressException',
  'InternalServerError',
  'InternalFailure',
  'InternalException',
  'InternalError',
  'ServiceUnavailable',
  'SlowDown',
  'LimitExceededException',
  'TimeoutError',
  'AbortError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether the same call may succeed later: throttling, a 5xx answer, a dead connection. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return (
    status >= 500 ||
    status === 429 ||
    TRANSIENT.has(error.name) ||
    TRANSIENT.has((error as NodeJS.ErrnoException).code ?? '')
  );
}

/** Calls AWS; a transient failure is thrown as `Unavailable`, anything else as it is. */
export async function reaching<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw isTransient(error) ? unavailable(what, error) : error;
  }
}
