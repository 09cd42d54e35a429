/** Operations on replays that have been started. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { archiveArn, busArn, replayArn } from '../arns.ts';
import { pageOf, type PageRequest } from '../paging.ts';
import { checkStrings, invalid } from '../validation.ts';
import { REPLAY_NAME, REPLAY_NAME_PREFIX } from './replay-names.ts';
import { isActive, listAllReplays, putReplay, REPLAY_STATES, requireReplay, type Replay } from './replay-store.ts';

interface ReplayReference {
  readonly ReplayName: string;
}

export function describeReplay(context: Context, input: ReplayReference) {
  const replay = referredReplay(context, input, 'events:DescribeReplay');
  const { account } = context.caller;
  const Arn = busArn(context.region, account, replay.bus);
  return {
    ReplayArn: replayArn(context.region, account, replay.name),
    ...listed(context, replay),
    ...(replay.description !== undefined && { Description: replay.description }),
    Destination: { Arn, ...(replay.filterArns.length > 0 && { FilterArns: replay.filterArns }) },
  };
}

interface ListReplaysInput extends PageRequest {
  readonly NamePrefix?: string;
  readonly State?: string;
  /** ARN of an archive. */
  readonly EventSourceArn?: string;
}

export function listReplays(context: Context, input: ListReplaysInput) {
  checkStrings(input, {
    NamePrefix: REPLAY_NAME_PREFIX,
    State: { oneOf: REPLAY_STATES },
    EventSourceArn: { min: 1, max: 1600 },
  });
  context.authorize({ action: 'events:ListReplays', resource: '*' });
  const { NamePrefix = '', State, EventSourceArn } = input;
  if ([input.NamePrefix, State, EventSourceArn].filter((filter) => filter !== undefined).length > 1)
    throw invalid('At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.');
  const replays = listAllReplays(context.tx, context.caller.account)
    .filter(({ name }) => name.startsWith(NamePrefix))
    .filter(({ state }) => State === undefined || state === State)
    .filter((replay) => EventSourceArn === undefined || sourceArn(context, replay) === EventSourceArn);
  const { items, ...next } = pageOf(replays, ({ name }) => name, input);
  return { Replays: items.map((replay) => listed(context, replay)), ...next };
}

/** Events whose deliveries are already scheduled still arrive. */
export function cancelReplay(context: Context, input: ReplayReference) {
  const replay = referredReplay(context, input, 'events:CancelReplay');
  if (!isActive(replay))
    throw new AwsError('IllegalStatusException', `Replay ${replay.name} is not in a valid state for this operation.`);
  const { account } = context.caller;
  putReplay(context.tx, account, { ...replay, state: 'CANCELLING' });
  return { ReplayArn: replayArn(context.region, account, replay.name), State: 'CANCELLING' };
}

/** The replay an input names, once the caller may do what it wants with it. */
function referredReplay(context: Context, { ReplayName }: ReplayReference, action: string): Replay {
  checkStrings({ ReplayName }, { ReplayName: REPLAY_NAME });
  const { account } = context.caller;
  context.authorize({ action, resource: replayArn(context.region, account, ReplayName) });
  return requireReplay(context.tx, account, ReplayName);
}

function sourceArn({ region, caller }: Context, { archive }: Replay): string {
  return archiveArn(region, caller.account, archive);
}

function listed(context: Context, replay: Replay) {
  return {
    ReplayName: replay.name,
    EventSourceArn: sourceArn(context, replay),
    State: replay.state,
    ...(replay.stateReason !== undefined && { StateReason: replay.stateReason }),
    EventStartTime: replay.startMs / 1000,
    EventEndTime: replay.endMs / 1000,
    ...(replay.lastReplayedMs !== undefined && { EventLastReplayedTime: replay.lastReplayedMs / 1000 }),
    ReplayStartTime: replay.startedMs / 1000,
    ...(replay.endedMs !== undefined && { ReplayEndTime: replay.endedMs / 1000 }),
  };
}
