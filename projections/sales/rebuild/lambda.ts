/** The rebuild of the read model `sales` on Lambda. */

import { rebuildOnLambda } from '../../../infra/aws/lambda/rebuild-on-lambda.ts';
import { sales } from '../sales.ts';

export const handler = rebuildOnLambda(sales);
