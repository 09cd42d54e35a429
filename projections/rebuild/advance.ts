/** Advances what is under way for a read model, step by step, each kept in the control record before the next. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
import { begin } from './begin.ts';
import { tooSlow } from './pass.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import { nextStep, type Step } from './steps.ts';
import { without } from './transitions.ts';

export interface Shift {
  /** Who does it: one at a time, so that the same work is not done twice. */
  readonly holder: string;
  /** Begin no step after this long, in milliseconds. */
  readonly forMs: number;
}

/** How often a step that has to be waited on is looked at. */
const POLL_MS = 200;

/** Returns when nothing is due any more, when time is up, or at once if another is at it. */
export async function advance(parts: RebuildParts, { holder, forMs }: Shift): Promise<ControlRecord> {
  const { now, wait } = parts;
  const deadline = now() + forMs;
  for (let record = await begin(parts); ;) {
    const step = nextStep(record, parts);
    const startMs = Math.max(now(), step?.dueMs ?? 0);
    if (step === undefined || startMs >= deadline) return released(record, holder, parts);
    if (isBusy(record, holder, now())) return record;
    if (startMs > now()) {
      await wait(Math.min(startMs - now(), parts.settings.barrierMs));
      record = await begin(parts);
      continue;
    }
    record = await taken(record, step, { holder, parts });
  }
}

function isBusy({ lease }: ControlRecord, holder: string, nowMs: number): boolean {
  return lease !== undefined && lease.holder !== holder && lease.untilMs > nowMs;
}

/** The record after the step, or as it has become meanwhile. */
async function taken(
  record: ControlRecord,
  step: Step,
  { holder, parts }: { readonly holder: string; readonly parts: RebuildParts },
): Promise<ControlRecord> {
  const { control, settings, now, wait } = parts;
  const lease = () => ({ holder, untilMs: now() + 2 * settings.barrierMs });
  const held = record.lease?.holder === holder ? record : await control.write(record, { ...record, lease: lease() });
  if (held === undefined || held !== record) return held ?? begin(parts);
  const next = await step.take().catch((error: unknown) => {
    if (error === tooSlow) return undefined;
    throw error;
  });
  if (next === undefined) {
    await wait(POLL_MS);
    return begin(parts);
  }
  return (await control.write(record, { ...next, lease: lease() })) ?? begin(parts);
}

async function released(record: ControlRecord, holder: string, parts: RebuildParts): Promise<ControlRecord> {
  if (record.lease?.holder !== holder) return record;
  return (await parts.control.write(record, without(record, 'lease'))) ?? begin(parts);
}
