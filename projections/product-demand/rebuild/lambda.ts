/** The rebuild of the read model `product-demand` on Lambda. */

import { rebuildOnLambda } from '../../../infra/aws/lambda/rebuild-on-lambda.ts';
import { productDemand } from '../product-demand.ts';

export const handler = rebuildOnLambda(productDemand);
