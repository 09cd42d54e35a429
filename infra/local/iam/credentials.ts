/** Credentials of role sessions, and what an access key id on a request says about its caller. */

import { createHash } from 'node:crypto';
import type { Caller } from '../kernel/context.ts';
import type { Transaction } from '../kernel/store.ts';
import { key } from '../kernel/tuple-key.ts';

const DEFAULT_ACCOUNT = '000000000000';

export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

type RoleCaller = Extract<Caller, { type: 'role' }>;

/**
 * The credentials of a role's session. They are a digest of role and session, so issuing them again changes nothing and
 * they outlive a restart; only what leads from the 20 characters of a key id back to the session is stored, once. They
 * do not expire: the engine serves one machine, and only the signatures of S3's presigned URLs and forms are checked.
 */
export function issueCredentials(tx: Transaction, roleArn: string, session: string): Credentials {
  const digest = createHash('sha512').update(`${roleArn}\n${session}`).digest();
  const AccessKeyId = `ASIA${base32(digest.subarray(0, 10))}`;
  const stored = key('iam', DEFAULT_ACCOUNT, 'session', AccessKeyId);
  if (tx.get(stored) === undefined) {
    const caller: RoleCaller = { type: 'role', account: roleArn.split(':')[4] ?? '', roleArn, session };
    tx.put(stored, caller);
  }
  return {
    AccessKeyId,
    SecretAccessKey: digest.subarray(10, 40).toString('base64'),
    SessionToken: digest.toString('base64'),
  };
}

/**
 * Who signs with an access key id: the role session it was issued to; the administrator of the account whose number it
 * is; for any other id, or none, the administrator of account 000000000000.
 */
export function callerOf(tx: Transaction, accessKeyId: string | undefined): Caller {
  if (accessKeyId?.startsWith('ASIA')) {
    const session = tx.get<RoleCaller>(key('iam', DEFAULT_ACCOUNT, 'session', accessKeyId));
    if (session !== undefined) return session;
  }
  return { type: 'root', account: /^\d{12}$/.test(accessKeyId ?? '') ? String(accessKeyId) : DEFAULT_ACCOUNT };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)]).join('');
}
