/** The projector of the read model `sales` on Lambda. */

import { projectorOnLambda } from '../../../infra/aws/lambda/projector-on-lambda.ts';
import { sales } from '../sales.ts';

export const handler = projectorOnLambda(sales);
