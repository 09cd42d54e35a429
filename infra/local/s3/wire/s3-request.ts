/** A request to S3 with its address and content found out. */

import type { WireRequest } from '../../kernel/wire.ts';
import { payloadOf } from './payload.ts';
import { s3Address } from './s3-address.ts';

export interface S3Request {
  readonly method: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly query: URLSearchParams;
  /** Names in lower case; those of a trailer among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

export function s3Request(request: WireRequest): S3Request {
  const { content, headers } = payloadOf(request);
  return { method: request.method, query: request.query, headers, content, ...s3Address(request) };
}
