/** Event patterns as the API takes them, with its errors. */

import { AwsError } from '../kernel/aws-error.ts';
import { invalid } from './validation.ts';
import type { EventPattern } from './pattern/event-pattern.ts';
import { InvalidPattern } from './pattern/invalid-pattern.ts';
import { cachedPattern } from './pattern/pattern-cache.ts';

/** Quota per pattern. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_PATTERN = 2_048;

/** The compiled pattern of `owner`, such as `rule orders`; throws `InvalidEventPatternException`, or `ValidationException` for one too long. */
export function checkedPattern(text: string, owner: string): EventPattern {
  if (text.length > LONGEST_PATTERN)
    throw invalid(`Parameter EventPattern for ${owner} exceeds limit of ${LONGEST_PATTERN}.`);
  try {
    return cachedPattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
}
