/** The image intake on Lambda. */

import { S3Client } from '@aws-sdk/client-s3';
import { clientSettings } from '../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { streamTransport } from '../../infra/aws/lambda/stream-transport.ts';
import { imagesFunction } from './images-function.ts';

const { INTAKE_STREAM, ...buckets } = settings('UPLOADS_BUCKET', 'PICTURES_BUCKET', 'INTAKE_STREAM');

export const handler = imagesFunction(new S3Client(clientSettings), streamTransport(INTAKE_STREAM), buckets);
