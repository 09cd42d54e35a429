/** The projector of `sales` with a bug that shows in replays alone: there it forgets what was paid. */

import type { Context, SQSEvent } from 'aws-lambda';
import type { OrderEvent } from '../../domain/order-event.ts';
import { newestFold } from '../../domain/projection.ts';
import { projectorOnLambda } from '../../infra/aws/lambda/projector-on-lambda.ts';
import { sales } from '../../projections/sales/sales.ts';

const fold = newestFold(sales);
const evolve = (state: unknown, event: OrderEvent): unknown =>
  event.type === 'PaymentReceived' ? state : fold.evolve(state, event);

const right = projectorOnLambda(sales);
const wrong = projectorOnLambda({ ...sales, folds: [{ ...fold, evolve }] });

/** In place of the handler of the projector's bundle. */
export function handler(event: SQSEvent, context: Context) {
  const isReplayed = event.Records.some(({ body }) => 'replay-name' in (JSON.parse(body) as object));
  return (isReplayed ? wrong : right)(event, context);
}
