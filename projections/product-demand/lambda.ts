/** The functions of the read model `product-demand` on Lambda. */

import { readModelFunctions } from '../../infra/aws/lambda/read-model-functions.ts';
import { productDemand } from './product-demand.ts';

export const { project, rebuild } = readModelFunctions(productDemand);
