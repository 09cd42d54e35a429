/** The Lambda handler of a read model's rebuild: a request in, the control record as it is then out. */

import type { Context } from 'aws-lambda';
import type { RebuildAnswer, RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import { handled } from './handled.ts';

export function rebuildHandler(
  projection: string,
  answer: (request: RebuildRequest, holder: string) => Promise<RebuildAnswer>,
) {
  return (request: RebuildRequest, context: Context): Promise<RebuildAnswer> =>
    handled(
      context,
      'rebuild',
      () => answer(request, context.awsRequestId),
      ({ record: { served, building, last }, refusal }) => ({
        projection,
        action: request.action,
        served: served?.number,
        ...(building && { building: building.number, phase: building.phase.name }),
        ...(last && { last: last.result }),
        ...(refusal !== undefined && { refusal }),
      }),
    );
}
