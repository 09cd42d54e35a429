/** The functions of the read model `customer-orders` on Lambda. */

import { readModelFunctions } from '../../infra/aws/lambda/read-model-functions.ts';
import { customerOrders } from './customer-orders.ts';

export const { project, rebuild } = readModelFunctions(customerOrders);
