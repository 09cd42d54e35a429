/** Presigned URLs: well formed, not expired, and used as they were signed. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */

import type { Context } from '../../kernel/context.ts';
import type { WireRequest } from '../../kernel/wire.ts';
import { accessDenied, s3Error } from '../s3-error.ts';
import { checkPresignedSignature } from './presigned-signature.ts';

const REQUIRED = ['Algorithm', 'Credential', 'Signature', 'Date', 'SignedHeaders', 'Expires'].map(
  (name) => `X-Amz-${name}`,
);
const WEEK_SECONDS = 604_800;

/**
 * Throws AuthorizationQueryParametersError, AccessDenied once the URL has expired, or SignatureDoesNotMatch. Any other
 * request passes.
 */
export function checkPresignedUrl({ tx, now }: Context, request: WireRequest): void {
  const { query } = request;
  if (REQUIRED.some((name) => query.has(name))) {
    checkVersion4(query, now);
    checkPresignedSignature(tx, request);
  } else if (query.has('Signature') && query.has('AWSAccessKeyId')) checkVersion2(query, now);
}

function checkVersion4(query: URLSearchParams, nowMs: number): void {
  if (REQUIRED.some((name) => !query.get(name)))
    throw malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  if ((query.get('X-Amz-Credential') ?? '').split('/').length < 5)
    throw malformed(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  const seconds = Number(query.get('X-Amz-Expires'));
  if (!Number.isInteger(seconds)) throw malformed('X-Amz-Expires should be a number');
  if (seconds < 0) throw malformed('X-Amz-Expires must be non-negative');
  if (seconds > WEEK_SECONDS)
    throw malformed(
      'X-Amz-Expires must be less than a week (in seconds) that is, the given X-Amz-Expires must be less than 604800',
    );
  const expiresMs = signingTime(query.get('X-Amz-Date') ?? '') + seconds * 1000;
  if (nowMs > expiresMs) throw expired(expiresMs, nowMs, { 'X-Amz-Expires': seconds });
}

/** The older kind, which some clients still make. */
function checkVersion2(query: URLSearchParams, nowMs: number): void {
  const expiresMs = Number(query.get('Expires')) * 1000;
  if (!query.get('Expires') || Number.isNaN(expiresMs))
    throw accessDenied('Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters');
  if (nowMs > expiresMs) throw expired(expiresMs, nowMs);
}

/** Of a time such as `20260101T000000Z`. */
function signingTime(text: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(ms)) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  return ms;
}

function malformed(message: string) {
  return s3Error('AuthorizationQueryParametersError', 400, message);
}

function expired(expiresMs: number, nowMs: number, details: Record<string, number> = {}) {
  const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return accessDenied('Request has expired', { ...details, Expires: time(expiresMs), ServerTime: time(nowMs) });
}
