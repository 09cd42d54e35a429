/** The Lambda handler of the customers' mail: SQS batches of a topic's messages in, the messages to be sent again out. */

import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { MailDelivery, MailedBatch, NamedMail } from '../../../projections/customer-mail/mail-batch.ts';
import { about, handled, type Fields } from './handled.ts';
import { deliveriesOf, retry } from './sqs-events.ts';

export function mailHandler(
  mail: (deliveries: readonly MailDelivery[], remainingMs: () => number) => Promise<MailedBatch>,
) {
  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { deliveries, unreadable } = deliveriesOf(Records.map(withoutEnvelope));
    // The rule lets no replay through; should one come otherwise, nobody is told anything twice.
    const live = deliveries.filter(({ replayed }) => !replayed);
    const { failed } = await handled(
      context,
      'mailed',
      () => mail(live.map(placeOf), () => context.getRemainingTimeInMillis()),
      (batch) => ({
        events: deliveries.length,
        ...about(
          live.map(({ event }) => event.subject),
          [],
        ),
        ...fieldsOf(batch),
        ...(unreadable.length > 0 && { unreadable: unreadable.length }),
      }),
    );
    return retry([...failed, ...unreadable]);
  };
}

/** Mails that were refused, or may have been sent or not, make an error of the line: somebody must look at them. */
function fieldsOf({ sent, repeated, late, refused, unknown, failed, cause }: MailedBatch): Fields {
  const err =
    cause ??
    complaint('SES may have the mail or not; it is not sent again', unknown) ??
    complaint('SES refused the mail', refused);
  return {
    sent,
    repeated,
    failed: failed.length,
    ...(late > 0 && { late }),
    ...(refused.length > 0 && { refused }),
    ...(unknown.length > 0 && { unknown }),
    ...(err !== undefined && { err }),
  };
}

function complaint(message: string, [first]: readonly NamedMail[]): Error | undefined {
  return first && new Error(`${message} about version ${first.version} of ${first.order}: ${first.reason}`);
}

type Delivered = ReturnType<typeof deliveriesOf>['deliveries'][number];

function placeOf({ deliveryId, event }: Delivered): MailDelivery {
  return { deliveryId, order: event.subject, version: event.sequence };
}

/** The message without what the topic wraps it in, unless its delivery is raw. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
function withoutEnvelope(record: SQSRecord): SQSRecord {
  try {
    const { Type, Message } = JSON.parse(record.body) as { readonly Type?: unknown; readonly Message?: unknown };
    return Type === 'Notification' && typeof Message === 'string' ? { ...record, body: Message } : record;
  } catch {
    return record;
  }
}
