/** What one set of policy statements says about a request. */

import type { Caller } from '../../kernel/context.ts';
import type { CompiledStatement, PolicyRequest } from './compile-policy.ts';

/**
 * `denied` outweighs everything. `delegated`: allowed to the caller's account, which decides for the caller.
 * `silent`: no statement applies.
 */
export type Verdict = 'denied' | 'allowed' | 'delegated' | 'silent';

export function verdict(statements: readonly CompiledStatement[], request: PolicyRequest, caller: Caller): Verdict {
  let result: Verdict = 'silent';
  for (const { effect, principal, covers, applies } of statements) {
    if (!covers(request.action)) continue;
    const reach = principal === undefined ? 'direct' : principal(caller);
    if (reach === undefined || !applies(request)) continue;
    if (effect === 'Deny') return 'denied';
    if (reach === 'direct') result = 'allowed';
    else if (result === 'silent') result = 'delegated';
  }
  return result;
}
