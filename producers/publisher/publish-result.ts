/** Gathers what became of each event into one list for each kind of end. */

import type { Accepted, Failed, Outcome, Refused } from './outcome.ts';

/** Each event is in exactly one of the lists, which are sorted by `index`. */
export interface PublishResult {
  readonly accepted: readonly Accepted[];
  readonly refused: readonly Refused[];
  readonly failed: readonly Failed[];
}

export interface ResultCollector {
  readonly add: (outcome: Outcome) => void;
  /** What was added so far. */
  readonly result: () => PublishResult;
}

export function resultCollector(): ResultCollector {
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  const failed: Failed[] = [];
  return {
    add(outcome) {
      const { index, id } = outcome;
      const named = { index, ...(id !== undefined && { id }) };
      switch (outcome.type) {
        case 'accepted':
          accepted.push({ index, id: outcome.id });
          break;
        case 'refused':
          refused.push({ ...named, problems: outcome.problems });
          break;
        case 'failed':
          failed.push({ ...named, code: outcome.code, message: outcome.message });
          break;
      }
    },
    result: () => ({
      accepted: accepted.toSorted(byIndex),
      refused: refused.toSorted(byIndex),
      failed: failed.toSorted(byIndex),
    }),
  };
}

function byIndex(one: { readonly index: number }, other: { readonly index: number }): number {
  return one.index - other.index;
}
