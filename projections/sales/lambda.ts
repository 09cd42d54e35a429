/** The functions of the read model `sales` on Lambda. */

import { readModelFunctions } from '../../infra/aws/lambda/read-model-functions.ts';
import { sales } from './sales.ts';

export const { project, rebuild } = readModelFunctions(sales);
