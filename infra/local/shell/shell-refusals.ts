/** Answers that no service gives: for services the engine lacks, bodies too large, and our own bugs. */

import { AwsError } from '../kernel/aws-error.ts';
import { isQuery, queryRefusal } from '../kernel/query-protocol.ts';
import type { WireRequest, WireResponse } from '../kernel/wire.ts';

const REQUEST_ID = '00000000-0000-0000-0000-000000000000';

/** The service is known to AWS, not to this engine. */
export function noSuchService(service: string, request: WireRequest): WireResponse {
  const message = `The local engine does not have the service "${service}".`;
  return refuseInProtocol(new AwsError('NotImplemented', message, { status: 501 }), request);
}

/** A bug of the engine: clients retry it, and its cause stands in the log. */
export function internalFailure(request: WireRequest): WireResponse {
  const message = 'The local engine failed; its log says why.';
  return refuseInProtocol(new AwsError('InternalFailure', message, { status: 500 }), request);
}

/** In XML for Query, else as JSON with the code where both JSON protocols look for it. */
function refuseInProtocol(error: AwsError, request: WireRequest): WireResponse {
  if (isQuery(request)) return queryRefusal(error, REQUEST_ID, { namespace: 'https://local.invalid/' });
  return {
    status: error.status,
    headers: {
      'content-type': request.headers['content-type'] ?? 'application/json',
      'x-amzn-errortype': error.code,
      'x-amzn-requestid': REQUEST_ID,
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

/** The body exceeds what the AWS port takes. */
export const AWS_BODY_TOO_LARGE: WireResponse = {
  status: 413,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'RequestEntityTooLarge' },
  body: JSON.stringify({ __type: 'RequestEntityTooLarge', message: 'The request body is too large.' }),
};

/** The body exceeds what an HTTP API takes. */
export const HTTP_API_BODY_TOO_LARGE: WireResponse = {
  status: 413,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'Request Entity Too Large' }),
};
