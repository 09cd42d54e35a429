/** The projector of the read model `gallery` on Lambda. */

import { projectorOnLambda } from '../../../infra/aws/lambda/projector-on-lambda.ts';
import { gallery } from '../gallery.ts';

export const handler = projectorOnLambda(gallery);
