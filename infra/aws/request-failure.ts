/** What a failed request means for the entries in it: try again, or know that trying again is useless. */

import type { SendOutcome } from '../../producers/publisher/transport.ts';
import { isTransient } from './unavailable.ts';

/** Final is only what the service, or the search for credentials, clearly refused; anything unknown is tried again. */
export function requestFailure(error: unknown): SendOutcome {
  const {
    name,
    code = name,
    message,
    $fault,
  } = error as NodeJS.ErrnoException & { readonly $fault?: 'client' | 'server' };
  const refused = $fault === 'client' || name === 'CredentialsProviderError';
  return { type: refused && !isTransient(error) ? 'unusable' : 'retry', code, message };
}
