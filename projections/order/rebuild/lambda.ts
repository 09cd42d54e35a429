/** The rebuild of the read model `order` on Lambda. */

import { rebuildOnLambda } from '../../../infra/aws/lambda/rebuild-on-lambda.ts';
import { order } from '../order.ts';

export const handler = rebuildOnLambda(order);
