/** Runs in which what a broken variant does wrong is likelier to matter, so that few seeds are needed to catch it. */

import type { Plan } from './plan.ts';
import type { ProjectionName } from './projections.ts';
import { randomFault } from './random-fault.ts';
import type { SimulationOptions } from './simulate.ts';

type Run = Pick<SimulationOptions, 'size' | 'rebuilds' | 'plan' | 'faultOf'>;

/** Much is said within moments while calls overtake one another: those who write the rows of the read model race. */
export function racing(projection: ProjectionName): Run {
  return { size: 30, rebuilds: false, plan: (plan) => ({ ...alone(projection, plan), delayed: 0.4, pauseMs: 100 }) };
}

/** A little is said, all at once: batches are large, and hold what is last said of several orders. */
export const atOnce: Run = {
  size: 6,
  rebuilds: false,
  plan: (plan) => ({ ...alone('order', plan), delayed: 0, pauseMs: 0 }),
};

/** Half of the calls of some functions do only a part of what they are asked for. */
export function partialFor(prefix: string): Run {
  return {
    faultOf: (call, random) =>
      call.process.name.startsWith(prefix) && random.chance(0.5) ? 'partial' : randomFault(call, random),
  };
}

/** One read model is there, and nothing is asked of it after its first deployment. */
function alone(projection: ProjectionName, plan: Plan): Plan {
  return { ...plan, projections: [projection], errands: [{ atMs: 0, projection, wish: { type: 'status' } }] };
}
