/** The projector of the read model `order` on Lambda. */

import { projectorOnLambda } from '../../../infra/aws/lambda/projector-on-lambda.ts';
import { order } from '../order.ts';

export const handler = projectorOnLambda(order);
