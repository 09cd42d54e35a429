/** What a function says about a batch that it handled in part. */

import type { RunOutcome } from '../run-request.ts';

/** `failed` holds identifiers as the function gave them; the caller knows which ones exist. */
export type BatchResult =
  | { readonly type: 'handled' }
  | { readonly type: 'failed' }
  | { readonly type: 'partial'; readonly failed: readonly string[] };

/**
 * An empty or absent list means that everything was handled; a malformed one, that nothing was.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function batchResult(outcome: RunOutcome, reportsItemFailures: boolean): BatchResult {
  if (outcome.functionError !== undefined) return { type: 'failed' };
  if (!reportsItemFailures) return { type: 'handled' };
  const response = JSON.parse(outcome.payload) as unknown;
  if (typeof response !== 'object' || response === null)
    return { type: response === null || response === '' ? 'handled' : 'failed' };
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return { type: 'handled' };
  if (!Array.isArray(failures)) return { type: 'failed' };
  const failed: string[] = [];
  for (const failure of failures as unknown[]) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== 'string' || identifier === '') return { type: 'failed' };
    failed.push(identifier);
  }
  return failed.length === 0 ? { type: 'handled' } : { type: 'partial', failed };
}
