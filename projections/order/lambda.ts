/** The functions of the read model `order` on Lambda. */

import { readModelFunctions } from '../../infra/aws/lambda/read-model-functions.ts';
import { order } from './order.ts';

export const { project, rebuild } = readModelFunctions(order);
