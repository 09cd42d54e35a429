/** A read model whose rebuild function answers what a test tells it to, in turn; the last answer again and again. */

import type { Build, ControlRecord, Outcome, Phase } from '../../../../domain/ports/control-records.ts';
import type { RebuildTarget } from '../../../../infra/cli/rebuild/rebuild-target.ts';
import type { RebuildAnswer, RebuildRequest } from '../../../../projections/rebuild/rebuild-request.ts';

export interface ScriptedTarget extends RebuildTarget {
  /** What was asked. */
  readonly asked: RebuildRequest[];
  readonly told: RebuildRequest[];
}

export function scriptedTarget(name: string, answers: readonly (RebuildAnswer | Error)[]): ScriptedTarget {
  const left = [...answers];
  const asked: RebuildRequest[] = [];
  const told: RebuildRequest[] = [];
  return {
    name,
    asked,
    told,
    rebuild: {
      async ask(request) {
        asked.push(request);
        const answer = left.length > 1 ? left.shift() : left[0];
        if (answer === undefined) throw new Error('nothing was scripted');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      async tell(request) {
        told.push(request);
      },
    },
  };
}

const record: ControlRecord = {
  projection: 'order',
  revision: 1,
  newest: 1,
  served: { number: 1, fold: 1, sinceMs: 0 },
  removing: [],
};

/** Generation 2 is under construction. */
export function building(phase: Phase, { replayed = 0, ...build }: Partial<Build> & { replayed?: number } = {}) {
  const under: Build = { number: 2, fold: 1, from: 'archive', request: 'r', startedMs: 0, total: 100, phase, ...build };
  return { record: { ...record, newest: 2, building: under }, replayed, toReplay: 100 };
}

/** Generation 2 has ended. */
export function over(last: Partial<Outcome> & Pick<Outcome, 'result'>, changes: Partial<ControlRecord> = {}) {
  const outcome: Outcome = { number: 2, fold: 1, from: 'archive', endedMs: 4_000, tookMs: 4_000, ...last };
  return { record: { ...record, newest: 2, last: outcome, ...changes }, replayed: 0, toReplay: 0 };
}

/** Nothing is under construction. */
export function idle(refusal?: string): RebuildAnswer {
  return { record, replayed: 0, toReplay: 0, ...(refusal !== undefined && { refusal }) };
}
