/** What names a topic, and the ARN it is named by. */

import { invalidParameter, missing } from '../sns-errors.ts';

/** What a topic is known by: unique within the engine's only region. */
export interface TopicAddress {
  readonly account: string;
  readonly name: string;
}

export function topicArn({ account, name }: TopicAddress, region: string): string {
  return `arn:aws:sns:${region}:${account}:${name}`;
}

/** The address in an ARN given as `parameter`; refuses what is no topic's. */
export function parseTopicArn(arn: string | undefined, parameter = 'TopicArn'): TopicAddress {
  if (arn === undefined) throw missing(parameter.charAt(0).toLowerCase() + parameter.slice(1));
  const parts = arn.split(':');
  if (parts.length < 6)
    throw invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  const [, , service, , account = '', name = ''] = parts;
  if (service !== 'sns' || parts.length > 6 || !/^\d{12}$/.test(account)) throw invalidParameter(parameter);
  return { account, name };
}
