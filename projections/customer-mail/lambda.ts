/**
 * The customers' mail on Lambda. The SES client adds about a quarter to what loading a DynamoDB client takes (18 ms to
 * 80 ms on a busy machine); nearly every batch needs it, so it is not loaded apart.
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { realWorld } from '../../infra/aws/lambda/surroundings.ts';
import { sesClientSettings } from '../../infra/aws/ses-mailer.ts';
import { customerMailFunction } from './customer-mail-function.ts';

export const handler = customerMailFunction(
  { dynamo: new DynamoDBClient(clientSettings), ses: new SESv2Client(sesClientSettings) },
  settings('EVENT_STORE_TABLE', 'SENT_MAIL_TABLE', 'SENDER'),
  realWorld,
);
