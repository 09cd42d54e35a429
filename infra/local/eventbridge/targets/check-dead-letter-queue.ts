/** Dead letters go to standard SQS queues only. */

import { isArn } from '../arns.ts';
import { invalid } from '../validation.ts';

/** Throws `ValidationException` in AWS's words. */
export function checkDeadLetterQueue(arn: string | undefined): void {
  if (arn === undefined) return;
  if (!isArn(arn)) throw invalid(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  const service = arn.split(':')[2] ?? '';
  if (service !== 'sqs') throw invalid(`${service} is not supported as a dead letter resource.`);
  if (arn.endsWith('.fifo')) throw invalid('SQS FIFO is not supported by Dead Letter Queues.');
}
