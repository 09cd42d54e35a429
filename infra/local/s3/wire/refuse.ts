/** Puts an error on the wire as S3 does. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

import { createHash } from 'node:crypto';
import type { AwsError } from '../../kernel/aws-error.ts';
import { xml, type XmlValue } from '../../kernel/query-protocol.ts';
import type { WireRequest, WireResponse } from '../../kernel/wire.ts';

/** A HEAD request, and "not modified", are answered by status and headers alone. */
export function refuse(error: AwsError, requestId: string, request: WireRequest): WireResponse {
  const denied = error.code === 'AccessDeniedException';
  const status = denied ? 403 : error.status;
  const headers = { ...requestIds(requestId), ...(error.members['headers'] as Record<string, string> | undefined) };
  if (request.method === 'HEAD' || status === 304) return { status, headers, body: '' };
  const document = xml('Error', {
    Code: denied ? 'AccessDenied' : error.code,
    Message: error.message,
    ...(error.members['details'] as Record<string, XmlValue> | undefined),
    RequestId: headers['x-amz-request-id'],
    HostId: headers['x-amz-id-2'],
  });
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${document}`,
  };
}

/** S3's two ids of a request, in its own form. */
export function requestIds(requestId: string): { 'x-amz-request-id': string; 'x-amz-id-2': string } {
  return {
    'x-amz-request-id': requestId.replaceAll('-', '').slice(0, 16).toUpperCase(),
    'x-amz-id-2': createHash('sha256').update(requestId).digest('base64'),
  };
}
