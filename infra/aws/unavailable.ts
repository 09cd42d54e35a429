/** Tells an AWS client's transient failures from refusals, and turns them into the ports' `Unavailable`. */

import { unavailable } from '../../domain/ports/port-error.ts';

const TRANSIENT = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'Throttling',
  'KMSThrottlingException',
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
  'RequestTimeout',
  'TimeoutError',
  'AbortError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

const TRANSIENT_REASONS = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Whether the same call may succeed later: throttling, a 5xx answer, a dead connection. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata, CancellationReasons } = error as Partial<AwsFailure>;
  if (name === 'TransactionCanceledException') {
    return CancellationReasons?.some(({ Code }) => TRANSIENT_REASONS.has(Code ?? '')) ?? false;
  }
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === 429 || TRANSIENT.has(name ?? '') || TRANSIENT.has(code ?? '');
}

/** What an SDK client's error may tell, beside its message. */
interface AwsFailure {
  readonly name: string;
  readonly code: string;
  readonly $metadata: { readonly httpStatusCode?: number };
  readonly CancellationReasons: readonly { readonly Code?: string }[];
}

/** Calls AWS; a transient failure is thrown as `Unavailable`, anything else as it is. */
export async function reaching<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw isTransient(error) ? unavailable(what, error) : error;
  }
}
