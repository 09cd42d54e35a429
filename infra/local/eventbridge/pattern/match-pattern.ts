/** Decides whether an event matches a pattern. */

import { together, type ArrayPlace, type EventLeaves, type Leaf } from './event-leaves.ts';
import type { EventPattern, PatternField } from './event-pattern.ts';

/** Every field of some branch matches, all in leaves that go together. */
export function matchesPattern(pattern: EventPattern, leaves: EventLeaves): boolean {
  return pattern.branches.some((fields) => {
    const candidates = candidatesOf(fields, leaves);
    return candidates !== undefined && matchesFrom(0, { fields, candidates, leaves }, []);
  });
}

interface Attempt {
  readonly fields: readonly PatternField[];
  /** Per field, the leaves its tests accept. */
  readonly candidates: readonly (readonly Leaf[])[];
  readonly leaves: EventLeaves;
}

/** Undefined as soon as a field can match nothing: most events fail most patterns here, at little cost. */
function candidatesOf(fields: readonly PatternField[], leaves: EventLeaves): (readonly Leaf[])[] | undefined {
  const candidates: (readonly Leaf[])[] = [];
  for (const field of fields) {
    const accepted = (leaves.get(field.path) ?? NONE).filter((leaf) => field.tests.some((test) => test(leaf.value)));
    if (accepted.length === 0 && !field.mayBeAbsent) return undefined;
    candidates.push(accepted);
  }
  return candidates;
}

const NONE: readonly Leaf[] = [];

/** Whether the fields from `index` on match, given where the earlier ones did. Absence is relative to that place too. */
function matchesFrom(index: number, attempt: Attempt, place: ArrayPlace): boolean {
  const field = attempt.fields[index];
  if (field === undefined) return true;
  if (field.mayBeAbsent && isAbsent(attempt.leaves.get(field.path), place) && matchesFrom(index + 1, attempt, place))
    return true;
  return (attempt.candidates[index] ?? NONE).some((leaf) => {
    const joined = together(place, leaf.place);
    return joined !== undefined && matchesFrom(index + 1, attempt, joined);
  });
}

function isAbsent(leaves: readonly Leaf[] | undefined, place: ArrayPlace): boolean {
  return leaves === undefined || leaves.every((leaf) => together(place, leaf.place) === undefined);
}
