/** The relay on Lambda. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientSettings } from '../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { relayFunction } from './relay-function.ts';

export const handler = relayFunction(new EventBridgeClient(clientSettings), settings('RECORDED_BUS'));
