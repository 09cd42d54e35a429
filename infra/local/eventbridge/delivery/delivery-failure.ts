/** What a target's refusal means for the delivery: try again, or give up at once. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */

import type { AwsError } from '../../kernel/aws-error.ts';

export interface DeliveryFailure {
  /** The code a dead letter carries. */
  readonly code: 'NO_PERMISSIONS' | 'NO_RESOURCE' | 'THROTTLING' | 'INTERNAL_ERROR' | 'ERROR_FROM_TARGET';
  readonly message: string;
  /** Missing permissions and resources stay missing until somebody acts: no attempt more is made. */
  readonly retryable: boolean;
}

const THROTTLES = /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded|LimitExceeded/;
const DENIALS = /AccessDenied|NotAuthorized|Unauthorized|AuthorizationError/;
const ABSENCES = /NotFound|NonExistent|DoesNotExist|NoSuch/;

export function deliveryFailure({ code, status, message }: AwsError): DeliveryFailure {
  if (DENIALS.test(code)) return { code: 'NO_PERMISSIONS', message, retryable: false };
  if (ABSENCES.test(code)) return { code: 'NO_RESOURCE', message, retryable: false };
  if (THROTTLES.test(code)) return { code: 'THROTTLING', message, retryable: true };
  if (status >= 500) return { code: 'INTERNAL_ERROR', message, retryable: true };
  return { code: 'ERROR_FROM_TARGET', message, retryable: false };
}
