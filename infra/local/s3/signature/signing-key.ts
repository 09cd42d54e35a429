/** The arithmetic of Signature Version 4. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { s3Error } from '../s3-error.ts';

export interface SigningScope {
  /** Such as `20260101`. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

export function signingKey(secret: string, { day, region, service }: SigningScope): Buffer {
  return [day, region, service, 'aws4_request'].reduce(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

export function isSameSignature(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function signatureMismatch() {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return s3Error('SignatureDoesNotMatch', 403, message);
}
