/** The secret behind credentials the engine handed out: those of role sessions, which functions have. */

import { issueCredentials } from '../../iam/credentials.ts';
import type { Caller } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { s3Error } from '../s3-error.ts';

/** Undefined for any other caller. Throws InvalidToken unless the session's token comes with its key. */
export function issuedSecret(tx: Transaction, caller: Caller, token: string | undefined): string | undefined {
  if (caller.type !== 'role') return undefined;
  const { SecretAccessKey, SessionToken } = issueCredentials(tx, caller.roleArn, caller.session);
  if (token === SessionToken) return SecretAccessKey;
  throw s3Error('InvalidToken', 400, 'The provided token is malformed or otherwise invalid.');
}
