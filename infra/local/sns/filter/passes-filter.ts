/** Whether a message passes the filter of a subscription. https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html */

import { eventLeaves } from '../../eventbridge/pattern/event-leaves.ts';
import { matchesPattern } from '../../eventbridge/pattern/match-pattern.ts';
import { cachedPattern } from '../../eventbridge/pattern/pattern-cache.ts';
import type { MessageAttributeValue } from '../../sqs/message-attributes.ts';
import { textFor, type PublishedMessage } from '../publish/published-message.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { filterScope } from './filter-scope.ts';

/** Without a filter every message passes; with one on the body, only a JSON object can. */
export function passesFilter({ attributes, protocol }: Subscription, message: PublishedMessage): boolean {
  const { FilterPolicy, FilterPolicyScope } = attributes;
  if (FilterPolicy === undefined) return true;
  const pattern = cachedPattern(FilterPolicy);
  const filtered =
    filterScope(FilterPolicyScope) === 'MessageBody'
      ? bodyOf(textFor(message, protocol))
      : attributesOf(message.attributes ?? {});
  return filtered !== undefined && matchesPattern(pattern, eventLeaves(filtered, pattern.paths));
}

function bodyOf(text: string): object | undefined {
  const body = parsed(text);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
}

/** Binary attributes are as if they were not there. */
function attributesOf(attributes: Readonly<Record<string, MessageAttributeValue>>): object {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const filtered = attributeValue(value);
      return filtered === undefined ? [] : [[name, filtered]];
    }),
  );
}

function attributeValue({ DataType, StringValue }: MessageAttributeValue): unknown {
  if (StringValue === undefined) return undefined;
  if (DataType === 'String.Array') {
    const list = parsed(StringValue);
    return Array.isArray(list) ? list : undefined;
  }
  return DataType.startsWith('Number') ? Number(StringValue) : StringValue;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
