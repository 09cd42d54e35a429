/** The removal of hidden images' files on Lambda. */

import { S3Client } from '@aws-sdk/client-s3';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { removeFilesFunction } from './remove-files-function.ts';

export const handler = removeFilesFunction(new S3Client(clientSettings), settings('UPLOADS_BUCKET', 'PICTURES_BUCKET'));
