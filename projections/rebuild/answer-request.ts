/** Does what the rebuild function of a read model is asked. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
import { typesWanted } from '../../domain/projection.ts';
import { advance } from './advance.ts';
import { begin } from './begin.ts';
import { cancel, rollback, start, type Answer } from './commands.ts';
import { estimate } from './estimate.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { RebuildAnswer, RebuildRequest } from './rebuild-request.ts';

/** `holder` names this invocation. Throws `Unavailable`. */
export async function answerRequest(
  parts: RebuildParts,
  request: RebuildRequest,
  holder: string,
): Promise<RebuildAnswer> {
  const answer = await answered(parts, request, holder);
  return {
    ...answer,
    ...(await replayProgress(answer.record, parts)),
    ...(request.action === 'estimate' && { estimate: await estimate(parts) }),
  };
}

async function answered(parts: RebuildParts, request: RebuildRequest, holder: string): Promise<Answer> {
  switch (request.action) {
    case 'advance':
      return { record: await advance(parts, { holder, forMs: request.forMs }) };
    case 'start':
      return start(parts, request.from, request.request);
    case 'cancel':
      return cancel(parts);
    case 'rollback':
      return rollback(parts);
    case 'status':
    case 'estimate':
      return { record: await begin(parts) };
  }
}

async function replayProgress(
  { building }: ControlRecord,
  { projection, control, replays }: RebuildParts,
): Promise<Pick<RebuildAnswer, 'replayed' | 'toReplay'>> {
  if (building?.from !== 'archive') return { replayed: 0, toReplay: 0 };
  const replayed = await control.replayed(projection.name, building.number);
  if (building.phase.name !== 'replay' || typesWanted(projection) === undefined) {
    return { replayed, toReplay: building.total };
  }
  // How many of the log's events are of the types it wants nobody has counted: as many as till now, it is assumed.
  const share = (await replays.find(building.phase.replay))?.share ?? 0;
  return { replayed, toReplay: share > 0 ? Math.round(replayed / share) : building.total };
}
