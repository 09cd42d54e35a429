/** The customers' mail wired to AWS: batches of recorded events in, the event store, the marks and SES behind it. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { dynamoMailMarks } from '../../infra/aws/dynamo-mail-marks.ts';
import { mailHandler } from '../../infra/aws/lambda/mail-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { sesMailer } from '../../infra/aws/ses-mailer.ts';
import { mailBatch } from './mail-batch.ts';

export interface CustomerMailClients {
  readonly dynamo: DynamoDBClient;
  /** Must not repeat requests by itself. */
  readonly ses: SESv2Client;
}

export interface CustomerMailSettings {
  readonly EVENT_STORE_TABLE: string;
  readonly SENT_MAIL_TABLE: string;
  readonly SENDER: string;
}

export function customerMailFunction(
  { dynamo, ses }: CustomerMailClients,
  { EVENT_STORE_TABLE, SENT_MAIL_TABLE, SENDER }: CustomerMailSettings,
  surroundings: Surroundings,
) {
  const parts = {
    ...surroundings,
    store: dynamoEventStore(dynamo, EVENT_STORE_TABLE),
    marks: dynamoMailMarks({ ...surroundings, client: dynamo, table: SENT_MAIL_TABLE }),
    mailer: sesMailer(ses, SENDER),
  };
  return mailHandler((deliveries, remainingMs) => mailBatch(deliveries, { ...parts, remainingMs }));
}
