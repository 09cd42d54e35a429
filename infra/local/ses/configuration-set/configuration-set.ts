/** Configuration sets: names under which mail is sent, and whether any may be at present. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { notFound } from '../ses-errors.ts';

export interface ConfigurationSet {
  readonly name: string;
  readonly sendingEnabled: boolean;
}

function setKey({ caller }: Context, name: string): string {
  return key('ses', caller.account, 'configuration-set', name);
}

export function saveConfigurationSet(context: Context, set: ConfigurationSet): void {
  context.tx.put(setKey(context, set.name), set);
}

export function forgetConfigurationSet(context: Context, name: string): void {
  context.tx.delete(setKey(context, name));
}

/** Refuses a set that is not there, that the caller may not send with, or that is paused. */
export function requireConfigurationSet(context: Context, action: string, name: string): void {
  const { region, caller } = context;
  const resource = `arn:aws:ses:${region}:${caller.account}:configuration-set/${name}`;
  context.authorize({ action, resource });
  const set = context.tx.get<ConfigurationSet>(setKey(context, name));
  if (set === undefined) throw notFound(`Configuration set <${name}> does not exist.`, 'ConfigurationSetDoesNotExist');
  if (!set.sendingEnabled)
    throw new AwsError('SendingPausedException', `Sending is disabled for configuration set <${name}>.`, {
      queryCode: 'ConfigurationSetSendingPausedException',
    });
}
