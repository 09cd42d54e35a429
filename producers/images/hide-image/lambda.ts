/** `DELETE /orders/{id}/images/{imageId}` on Lambda. */

import { S3Client } from '@aws-sdk/client-s3';
import type { GalleryState } from '../../../domain/gallery/gallery-state.ts';
import { s3PictureStore } from '../../../infra/aws/images/s3-picture-store.ts';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { streamTransport } from '../../../infra/aws/lambda/stream-transport.ts';
import { readRow } from '../../../infra/aws/read-model/read-row.ts';
import { createPublisher } from '../../publisher/publisher.ts';
import { hideImage } from './hide-image.ts';

const { fromServed, ...table } = servedReadModel('gallery');
const { PICTURES_BUCKET, INTAKE_STREAM } = settings('PICTURES_BUCKET', 'INTAKE_STREAM');

export const handler = httpHandler(
  hideImage({
    load: async (order) => (await fromServed((generation) => readRow<GalleryState>(table, generation, order)))?.state,
    pictures: s3PictureStore(new S3Client(clientSettings), PICTURES_BUCKET),
    publisher: createPublisher({ transport: streamTransport(INTAKE_STREAM) }),
    now: Date.now,
  }),
);
