/** The rebuild of the read model `gallery` on Lambda. */

import { rebuildOnLambda } from '../../../infra/aws/lambda/rebuild-on-lambda.ts';
import { gallery } from '../gallery.ts';

export const handler = rebuildOnLambda(gallery);
