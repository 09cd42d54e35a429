/** `GET /orders/{id}/images` on Lambda. */

import type { GalleryState } from '../../../domain/gallery/gallery-state.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { presignedReads } from '../../../infra/aws/images/presigned-reads.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { readRow } from '../../../infra/aws/read-model/read-row.ts';
import { getImages } from './get-images.ts';

const { fromServed, ...table } = servedReadModel('gallery');
const { EVENT_STORE_TABLE, PICTURES_BUCKET } = settings('EVENT_STORE_TABLE', 'PICTURES_BUCKET');

export const handler = httpHandler(
  getImages({
    load: async (order) => (await fromServed((generation) => readRow<GalleryState>(table, generation, order)))?.state,
    store: dynamoEventStore(table.client, EVENT_STORE_TABLE),
    sign: presignedReads({ ...table.client.config, bucket: PICTURES_BUCKET, now: Date.now }),
  }),
);
