/** Who a form acts for: the one who signed its policy. */

import { createHmac } from 'node:crypto';
import { callerOf } from '../../iam/credentials.ts';
import type { Caller } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { accessDenied, invalidArgument, invalidRequest } from '../s3-error.ts';
import { issuedSecret } from '../signature/issued-secret.ts';
import { isSameSignature, signatureMismatch, signingKey } from '../signature/signing-key.ts';

type Fields = ReadonlyMap<string, string>;

const VERSION_4 = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature', 'Policy'];
const VERSION_2 = ['AWSAccessKeyId', 'Signature', 'Policy'];

/** Someone nobody knows: only a bucket's policy for everyone lets them in. */
const ANONYMOUS: Caller = { type: 'service', account: '', principal: 'anonymous' };

/**
 * Throws InvalidArgument if part of the signature is missing. The signature itself is verified if the engine handed out
 * the credentials; it accepts any others, and cannot know their key.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 */
export function formCaller(tx: Transaction, fields: Fields): Caller {
  if (VERSION_4.slice(0, -1).some((name) => fields.has(name.toLowerCase()))) return signedWith4(tx, fields);
  if (VERSION_2.some((name) => fields.has(name.toLowerCase()))) return signedWith2(tx, fields);
  return ANONYMOUS;
}

function signedWith4(tx: Transaction, fields: Fields): Caller {
  requireFields(fields, VERSION_4);
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256')
    throw invalidRequest('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  const credential = fields.get('x-amz-credential') ?? '';
  const [accessKeyId = '', day = '', region = '', service = '', end] = credential.split('/');
  if (end !== 'aws4_request' || fields.get('x-amz-date')?.slice(0, 8) !== day)
    throw invalidArgument(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
      'X-Amz-Credential',
      credential,
    );
  const caller = callerOf(tx, accessKeyId);
  const secret = issuedSecret(tx, caller, fields.get('x-amz-security-token'));
  if (secret !== undefined)
    verify(fields, 'x-amz-signature', hmac('sha256', signingKey(secret, { day, region, service }), fields, 'hex'));
  return caller;
}

/** The older kind, which boto3 makes unless told otherwise. */
function signedWith2(tx: Transaction, fields: Fields): Caller {
  requireFields(fields, VERSION_2);
  const caller = callerOf(tx, fields.get('awsaccesskeyid'));
  const secret = issuedSecret(tx, caller, fields.get('x-amz-security-token'));
  if (secret !== undefined) verify(fields, 'signature', hmac('sha1', secret, fields, 'base64'));
  return caller;
}

function requireFields(fields: Fields, names: readonly string[]): void {
  const missing = names.find((name) => !fields.get(name.toLowerCase()));
  if (missing === 'Policy') throw accessDenied();
  if (missing !== undefined)
    throw invalidArgument(
      `Bucket POST must contain a field named '${missing}'.  If it is specified, please check the order of the fields.`,
      missing,
      '',
    );
}

function hmac(algorithm: string, secret: string | Buffer, fields: Fields, encoding: 'hex' | 'base64'): string {
  return createHmac(algorithm, secret)
    .update(fields.get('policy') ?? '')
    .digest(encoding);
}

function verify(fields: Fields, name: string, expected: string): void {
  if (!isSameSignature(fields.get(name) ?? '', expected)) throw signatureMismatch();
}
