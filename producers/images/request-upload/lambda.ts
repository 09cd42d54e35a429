/** `POST /orders/{id}/images` on Lambda. */

import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { presignedForms } from '../../../infra/aws/images/presigned-forms.ts';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { requestUpload } from './request-upload.ts';

const { EVENT_STORE_TABLE, UPLOADS_BUCKET } = settings('EVENT_STORE_TABLE', 'UPLOADS_BUCKET');

export const handler = httpHandler(
  requestUpload({
    store: dynamoEventStore(new DynamoDBClient(clientSettings), EVENT_STORE_TABLE),
    makeForm: presignedForms(new S3Client(clientSettings), UPLOADS_BUCKET),
    newId: randomUUID,
    now: Date.now,
  }),
);
