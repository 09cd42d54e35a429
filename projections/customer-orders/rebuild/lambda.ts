/** The rebuild of the read model `customer-orders` on Lambda. */

import { rebuildOnLambda } from '../../../infra/aws/lambda/rebuild-on-lambda.ts';
import { customerOrders } from '../customer-orders.ts';

export const handler = rebuildOnLambda(customerOrders);
