/** The relay on Lambda. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { relayFunction } from './relay-function.ts';

export const handler = relayFunction(new EventBridgeClient({}), settings('RECORDED_BUS'));
