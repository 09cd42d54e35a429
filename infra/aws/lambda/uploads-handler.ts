/** The Lambda handler of the image intake: SQS batches of a bucket's notices in, the messages to be sent again out. */

import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Intake } from '../../../producers/images/image-intake.ts';
import { parseUploadKey } from '../../../producers/images/object-keys.ts';
import type { UploadRef } from '../../../producers/images/upload-store.ts';
import { about, handled } from './handled.ts';
import { objectsNoticed } from './s3-notices.ts';
import { retry } from './sqs-events.ts';

/** A message comes again if any of its objects failed: to take in the others again changes nothing. */
export function uploadsHandler(takeIn: (refs: readonly UploadRef[]) => Promise<Intake[]>) {
  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const messages = Records.map(({ messageId, body }) => ({ messageId, refs: objectsNoticed(body) }));
    const again = messages.flatMap(({ messageId, refs }) => (refs === undefined ? [messageId] : []));
    await handled(
      context,
      'taken in',
      async () => {
        const intakes: Intake[] = [];
        for (const { messageId, refs = [] } of messages) {
          const ofMessage = await takeIn(refs);
          if (ofMessage.some(({ type }) => type === 'failed')) again.push(messageId);
          intakes.push(...ofMessage);
        }
        return intakes;
      },
      (intakes) => ({ ...told(intakes), ...(again.length > 0 && { failed: again.length }) }),
    );
    return retry(again);
  };
}

/** For the log: of which orders, how many became what, and why the first failed. */
function told(intakes: readonly Intake[]) {
  const orders = intakes.flatMap(({ ref }) => parseUploadKey(ref.key)?.orderId ?? []);
  const counts = Object.entries(Object.groupBy(intakes, ({ type }) => type));
  const failure = intakes.find((intake) => intake.type === 'failed');
  return {
    ...about(orders, []),
    ...Object.fromEntries(counts.map(([type, { length }]) => [type, length])),
    ...(failure && { err: failure.cause }),
  };
}
