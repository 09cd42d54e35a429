/** Does what the rebuild function of a read model is asked. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
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
    replayed: await replayedTo(answer.record, parts),
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

async function replayedTo({ building, projection }: ControlRecord, { control }: RebuildParts): Promise<number> {
  return building?.from === 'archive' ? control.replayed(projection, building.number) : 0;
}
