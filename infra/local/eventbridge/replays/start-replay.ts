/** StartReplay. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { findArchive, type Archive } from '../archives/archive-store.ts';
import { positionOf } from '../archives/archived-events.ts';
import { archiveArn, replayArn } from '../arns.ts';
import { checkStrings, invalid, type Checks } from '../validation.ts';
import { checkDestination, type ReplayDestination } from './replay-destination.ts';
import { REPLAY_NAME } from './replay-names.ts';
import { findReplay, isActive, listAllReplays, putReplay, type Replay } from './replay-store.ts';
import { scheduleReplay } from './replay-task.ts';

export interface StartReplayInput {
  readonly ReplayName: string;
  readonly Description?: string;
  /** ARN of the archive. */
  readonly EventSourceArn: string;
  /** Seconds since the epoch. */
  readonly EventStartTime: number;
  readonly EventEndTime: number;
  readonly Destination: ReplayDestination;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_ACTIVE_REPLAYS = 10;

export function startReplay(context: Context, input: StartReplayInput) {
  checkInput(input);
  const { account } = context.caller;
  const arn = replayArn(context.region, account, input.ReplayName);
  for (const resource of [input.EventSourceArn, input.Destination.Arn, arn])
    context.authorize({ action: 'events:StartReplay', resource });
  const startMs = Math.round(input.EventStartTime * 1000);
  const endMs = Math.round(input.EventEndTime * 1000);
  if (startMs >= endMs)
    throw invalid('Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.');
  if (findReplay(context.tx, account, input.ReplayName) !== undefined)
    throw new AwsError('ResourceAlreadyExistsException', `Replay ${input.ReplayName} already exists.`);
  const archive = requireSource(context, input.EventSourceArn);
  checkDestination(context, archive, input.Destination);
  if (listAllReplays(context.tx, account).filter(isActive).length >= MOST_ACTIVE_REPLAYS)
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  const replay: Replay = {
    name: input.ReplayName,
    ...(input.Description !== undefined && { description: input.Description }),
    archive: archive.name,
    archiveCreatedMs: archive.createdMs,
    bus: archive.bus,
    filterArns: input.Destination.FilterArns ?? [],
    startMs,
    endMs,
    state: 'STARTING',
    startedMs: context.now,
    readFrom: positionOf(account, archive.name, startMs),
  };
  putReplay(context.tx, account, replay);
  scheduleReplay(context, { account, name: replay.name });
  return { ReplayArn: arn, State: replay.state, ReplayStartTime: replay.startedMs / 1000 };
}

const TIMES = ['EventStartTime', 'EventEndTime'] as const;

function checkInput(input: StartReplayInput): void {
  const isAbsent = (member: keyof StartReplayInput) => input[member] === undefined || input[member] === null;
  const absent: Checks = Object.fromEntries(
    [...TIMES, 'Destination' as const].filter(isAbsent).map((member) => [member, { required: true }]),
  );
  checkStrings(input, {
    ReplayName: REPLAY_NAME,
    Description: { max: 512 },
    EventSourceArn: { required: true, min: 1, max: 1600 },
    ...absent,
  });
  checkStrings(input.Destination, { Arn: { required: true, min: 1, max: 1600 } }, 'destination.');
  for (const member of TIMES)
    if (!isTime(input[member]))
      throw new AwsError('SerializationException', `${String(input[member])} can not be converted to a timestamp`);
}

/** Seconds that a `Date` can hold. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function requireSource({ tx, region, caller: { account } }: Context, arn: string): Archive {
  const [, , service, , , resource = ''] = arn.split(':');
  const [kind, name = ''] = resource.split('/');
  if (service !== 'events' || kind !== 'archive')
    throw invalid('Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.');
  const archive = arn === archiveArn(region, account, name) ? findArchive(tx, account, name) : undefined;
  if (archive === undefined)
    throw invalid(`Parameter EventSourceArn is not valid. Reason: Archive ${name} does not exist.`);
  return archive;
}
