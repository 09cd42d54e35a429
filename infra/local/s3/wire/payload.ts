/** The content of a request: taken out of its transfer coding, and compared with the hash it was signed with. */

import { createHash } from 'node:crypto';
import type { WireRequest } from '../../kernel/wire.ts';
import { s3Error } from '../s3-error.ts';
import { unchunk } from './aws-chunked.ts';

export interface Payload {
  readonly content: Uint8Array;
  /** The request's headers with those of the trailer, without the transfer coding's own. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Throws MissingContentLength, IncompleteBody, MalformedTrailerError or XAmzContentSHA256Mismatch. */
export function payloadOf({ headers, body }: WireRequest): Payload {
  const signed = headers['x-amz-content-sha256'] ?? '';
  const codings = (headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim());
  if (!signed.startsWith('STREAMING-') && !codings.includes('aws-chunked')) {
    if (/^[0-9a-f]{64}$/.test(signed)) verifyHash(body, signed);
    return { content: body, headers };
  }
  const decodedLength = headers['x-amz-decoded-content-length'];
  if (decodedLength === undefined || !/^\d+$/.test(decodedLength))
    throw s3Error('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.');
  const { content, trailers } = unchunk(body, Number(decodedLength));
  const announced = (headers['x-amz-trailer'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (announced.some((name) => name !== '' && trailers[name] === undefined))
    throw s3Error(
      'MalformedTrailerError',
      400,
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    );
  return { content, headers: withoutCoding({ ...trailers, ...headers }, codings) };
}

function withoutCoding(headers: Record<string, string>, codings: readonly string[]): Record<string, string> {
  const kept = codings.filter((coding) => coding !== 'aws-chunked' && coding !== '').join(',');
  return { ...headers, 'content-encoding': kept };
}

function verifyHash(body: Uint8Array, signed: string): void {
  const computed = createHash('sha256').update(body).digest('hex');
  if (computed === signed) return;
  throw s3Error(
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: signed, S3ComputedContentSHA256: computed },
  );
}
