/** TestEventPattern: whether an event would match. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */

import type { Context } from '../kernel/context.ts';
import { checkedPattern } from './checked-pattern.ts';
import { eventLeaves } from './pattern/event-leaves.ts';
import { matchesPattern } from './pattern/match-pattern.ts';
import { parseDetail } from './put-events/entry.ts';
import { checkStrings, invalid } from './validation.ts';

export function testEventPattern(context: Context, input: { readonly EventPattern: string; readonly Event: string }) {
  checkStrings(input, { EventPattern: { required: true, max: 4096 }, Event: { required: true } });
  context.authorize({ action: 'events:TestEventPattern', resource: '*' });
  const pattern = checkedPattern(input.EventPattern, 'TestEventPattern');
  const event = parseDetail(input.Event);
  if (event === undefined) throw invalid('Parameter Event is not valid.');
  return { Result: matchesPattern(pattern, eventLeaves(event, pattern.paths)) };
}
