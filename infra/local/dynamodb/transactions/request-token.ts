/**
 * Remembers transactions by their ClientRequestToken for ten minutes, so that repeating one does nothing.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */

import { hash } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';

const REMEMBERED_MS = 10 * 60 * 1000;
/** Forgotten with each request: more than the one it adds, so that they never pile up. */
const FORGOTTEN_AT_ONCE = 4;

interface Remembered {
  readonly atMs: number;
  readonly fingerprint: string;
  /** What the first request answered. */
  readonly consumed: unknown;
}

/** What tells one request from another, its token apart. */
export function fingerprintOf(request: object): string {
  return hash('sha1', JSON.stringify({ ...request, ClientRequestToken: undefined }));
}

/** What the same request consumed before. Throws IdempotentParameterMismatchException if another one had the token. */
export function remembered(context: Context, token: string, fingerprint: string): { consumed: unknown } | undefined {
  const found = context.tx.get<Remembered>(tokenKey(context, token));
  if (found === undefined || found.atMs <= context.now - REMEMBERED_MS) return undefined;
  if (found.fingerprint !== fingerprint)
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'A request with the same client token was already processed with different parameters',
    );
  return { consumed: found.consumed };
}

export function remember(context: Context, token: string, fingerprint: string, consumed: unknown): void {
  const found: Remembered = { atMs: context.now, fingerprint, consumed };
  context.tx.put(tokenKey(context, token), found);
  const { account } = context.caller;
  context.tx.put(key('dynamodb', account, 'token-by-time', context.now, token), token);
  forgetOld(context, account);
}

function forgetOld(context: Context, account: string): void {
  const horizonMs = Math.max(0, context.now - REMEMBERED_MS);
  const old = {
    from: within('dynamodb', account, 'token-by-time').from,
    to: key('dynamodb', account, 'token-by-time', horizonMs),
  };
  let forgotten = 0;
  for (const [entry, token] of context.tx.scan<string>(old)) {
    const found = context.tx.get<Remembered>(tokenKey(context, token));
    if (found && found.atMs < horizonMs) context.tx.delete(tokenKey(context, token));
    context.tx.delete(entry);
    forgotten += 1;
    if (forgotten === FORGOTTEN_AT_ONCE) return;
  }
}

function tokenKey({ caller }: Context, token: string): string {
  return key('dynamodb', caller.account, 'token', token);
}
