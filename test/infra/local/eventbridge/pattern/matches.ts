/** Matching in one step, for tests: pattern and event as plain objects. */

import { compilePattern } from '../../../../../infra/local/eventbridge/pattern/compile-pattern.ts';
import { eventLeaves } from '../../../../../infra/local/eventbridge/pattern/event-leaves.ts';
import { matchesPattern } from '../../../../../infra/local/eventbridge/pattern/match-pattern.ts';

export function matches(pattern: object | string, event: object): boolean {
  const text = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
  const compiled = compilePattern(text);
  return matchesPattern(compiled, eventLeaves(event, compiled.paths));
}
