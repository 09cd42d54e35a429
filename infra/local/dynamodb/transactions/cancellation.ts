/** Why a transaction was cancelled, action by action. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Item } from '../attribute-value.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

/** The reason a refusal of one action amounts to; an error that fails the whole request is thrown on. */
function reasonOf(error: unknown): CancellationReason {
  if (!(error instanceof AwsError)) throw error;
  if (error.code === 'ConditionalCheckFailedException') {
    const item = error.members['Item'] as Item | undefined;
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) };
  }
  if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
  throw error;
}

/** Throws TransactionCanceledException if any action has a reason. */
function checkNotCancelled(reasons: readonly CancellationReason[]): void {
  if (reasons.every(({ Code }) => Code === 'None')) return;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}

/** Every action's result, or TransactionCanceledException with the reasons of those that have none. */
export function collectReasons<A, R>(actions: readonly A[], attempt: (action: A) => R): R[] {
  const results: R[] = [];
  const reasons = actions.map((action): CancellationReason => {
    try {
      results.push(attempt(action));
      return { Code: 'None' };
    } catch (error) {
      return reasonOf(error);
    }
  });
  checkNotCancelled(reasons);
  return results;
}
