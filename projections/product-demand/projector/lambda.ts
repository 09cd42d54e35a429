/** The projector of the read model `product-demand` on Lambda. */

import { projectorOnLambda } from '../../../infra/aws/lambda/projector-on-lambda.ts';
import { productDemand } from '../product-demand.ts';

export const handler = projectorOnLambda(productDemand);
