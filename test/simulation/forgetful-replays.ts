/** A planted bug: what is replayed is folded otherwise than what is live. */

import type { Projection } from '../../domain/projection.ts';
import { projectorFunction } from '../../projections/projector/projector-function.ts';
import { everyProjector, isReplayed } from './misleading.ts';
import type { Plan } from './plan.ts';
import { projections } from './projections.ts';

export const forgetfulReplays = everyProjector((real, name) => (clients, settings, surroundings) => {
  const right = real(clients, settings, surroundings);
  const wrong = projectorFunction(forgetful(projections[name]), clients.dynamo, settings as never, surroundings);
  return (event, context) => (isReplayed(event as never) ? wrong(event as never, context) : right(event, context));
});

/** It does not know what an order begins with. */
function forgetful({ name, folds }: Projection): Projection {
  const forgetting = folds.map(({ evolve, ...fold }) => ({
    ...fold,
    evolve: (...[state, event]: Parameters<typeof evolve>): unknown =>
      event.type === 'OrderCreated' ? state : (evolve(state, event) as unknown),
  }));
  return { name, folds: forgetting as never };
}

/** Orders are rebuilt from an archive that lacks nothing, and nobody changes his mind. */
export function fromArchive(plan: Plan): Plan {
  const wish = { type: 'rebuild', from: 'archive', rollbacks: 0 } as const;
  return {
    ...plan,
    archiveLagMs: 0,
    projections: ['order'],
    errands: [
      { atMs: 0, projection: 'order', wish: { type: 'status' } },
      { atMs: 60_000, projection: 'order', wish },
    ],
  };
}
