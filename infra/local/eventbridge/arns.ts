/** The names of EventBridge's resources across accounts. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';

export interface BusAddress {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
}

export function busArn(region: string, account: string, name: string): string {
  return `arn:aws:events:${region}:${account}:event-bus/${name}`;
}

/** Rules of the default bus have no bus in their ARN. */
export function ruleArn(region: string, account: string, bus: string, name: string): string {
  return `arn:aws:events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`;
}

export function archiveArn(region: string, account: string, name: string): string {
  return `arn:aws:events:${region}:${account}:archive/${name}`;
}

export function replayArn(region: string, account: string, name: string): string {
  return `arn:aws:events:${region}:${account}:replay/${name}`;
}

/** The bus an `EventBusName` names: by name in the caller's account, or by ARN in any; none means `default`. */
export function addressOfBus(context: Context, nameOrArn: string | undefined): BusAddress {
  const given = nameOrArn ?? 'default';
  if (!given.startsWith('arn:')) {
    const { account } = context.caller;
    return { account, name: given, arn: busArn(context.region, account, given) };
  }
  const [, , service, , account, resource] = given.split(':');
  const [kind, name] = resource?.split('/') ?? [];
  if (service !== 'events' || kind !== 'event-bus' || !account || !name)
    throw new AwsError(
      'ValidationException',
      `Parameter ${given} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  return { account, name, arn: given };
}

export function isArn(text: string): boolean {
  return /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/.test(text);
}
