/** `GET /health` on Lambda: that the API answers at all. */

import { httpHandler } from '../../infra/aws/lambda/http-handler.ts';
import { found } from '../../http/http-answer.ts';

export const handler = httpHandler(async () => found({ status: 'ok' }));
