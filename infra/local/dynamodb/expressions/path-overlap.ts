/** Paths of one update or projection may not touch each other. */

import { showPath } from './bindings.ts';

type Steps = readonly (string | number)[];

/** The message for the first two paths that overlap, or use one place both as a map and as a list. */
export function overlapIn(paths: readonly Steps[]): string | undefined {
  let conflict: string | undefined;
  for (const [at, path] of paths.entries()) {
    for (const earlier of paths.slice(0, at)) {
      const relation = relate(earlier, path);
      if (relation === 'overlap') return message('overlap', earlier, path);
      if (relation === 'conflict') conflict ??= message('conflict', earlier, path);
    }
  }
  return conflict;
}

function relate(one: Steps, two: Steps): 'overlap' | 'conflict' | 'apart' {
  for (let at = 0; at < one.length && at < two.length; at += 1) {
    if (typeof one[at] !== typeof two[at]) return 'conflict';
    if (one[at] !== two[at]) return 'apart';
  }
  return 'overlap';
}

function message(relation: string, one: Steps, two: Steps): string {
  return `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${showPath(one)}, path two: ${showPath(two)}`;
}
