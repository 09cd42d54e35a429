/** What the signature of a presigned URL binds its user to. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */

import { createHash, createHmac } from 'node:crypto';
import { callerOf } from '../../iam/credentials.ts';
import type { Transaction } from '../../kernel/store.ts';
import type { WireRequest } from '../../kernel/wire.ts';
import { accessDenied } from '../s3-error.ts';
import { issuedSecret } from './issued-secret.ts';
import { isSameSignature, signatureMismatch, signingKey } from './signing-key.ts';

/**
 * Every signed header must be there, and no header of S3's own that is not signed. The signature itself is verified if
 * the engine handed out the credentials; it accepts any others, and cannot know their key.
 */
export function checkPresignedSignature(tx: Transaction, request: WireRequest): void {
  const { query, headers } = request;
  const signed = (query.get('X-Amz-SignedHeaders') ?? '').toLowerCase().split(';');
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signed.includes(name),
  );
  if (unsigned.length > 0)
    throw accessDenied('There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  if (signed.some((name) => headers[name] === undefined)) throw signatureMismatch();
  const [accessKeyId = '', day = '', region = '', service = ''] = (query.get('X-Amz-Credential') ?? '').split('/');
  const secret = issuedSecret(tx, callerOf(tx, accessKeyId), query.get('X-Amz-Security-Token') ?? undefined);
  if (secret === undefined) return;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope, sha256(canonicalRequest(request, signed))];
  const key = signingKey(secret, { day, region, service });
  const expected = createHmac('sha256', key).update(text.join('\n')).digest('hex');
  if (!isSameSignature(query.get('X-Amz-Signature') ?? '', expected)) throw signatureMismatch();
}

function canonicalRequest({ method, path, query, headers }: WireRequest, signed: readonly string[]): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const lines = signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const hash = query.get('X-Amz-Content-Sha256') ?? headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const segments = path.split('/').map((segment) => encode(decodeURIComponent(segment)));
  return [method, segments.join('/'), parameters.join('&'), lines.join(''), signed.join(';'), hash].join('\n');
}

/** As RFC 3986 has it, which leaves alone less than JavaScript does. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
