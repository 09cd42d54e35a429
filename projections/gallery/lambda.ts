/** The functions of the read model `gallery` on Lambda. */

import { readModelFunctions } from '../../infra/aws/lambda/read-model-functions.ts';
import { gallery } from './gallery.ts';

export const { project, rebuild } = readModelFunctions(gallery);
