/** The projector of the read model `customer-orders` on Lambda. */

import { projectorOnLambda } from '../../../infra/aws/lambda/projector-on-lambda.ts';
import { customerOrders } from '../customer-orders.ts';

export const handler = projectorOnLambda(customerOrders);
