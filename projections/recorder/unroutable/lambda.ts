/** The quarantine for what cannot be routed, on Lambda. */

import { quarantine } from '../../../infra/aws/lambda/quarantine.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { unroutableHandler } from '../../../infra/aws/lambda/unroutable-handler.ts';
import { quarantineUnroutable } from './quarantine-unroutable.ts';

const kept = quarantine(settings('QUARANTINE_BUCKET', 'RECORDED_BUS'));

export const handler = unroutableHandler((raw, arrivedTime) => quarantineUnroutable(kept, raw, arrivedTime));
