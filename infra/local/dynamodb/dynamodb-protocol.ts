/** DynamoDB's flavour of the JSON protocol: error namespaces by code, and a checksum over every body. */

import { crc32 } from 'node:zlib';
import type { AwsError } from '../kernel/aws-error.ts';
import { jsonProtocol } from '../kernel/json-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../kernel/wire.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
};
const SERVICE_NAMESPACE = 'com.amazonaws.dynamodb.v20120810';

/** `serve` and `refuse` of both DynamoDB services. */
export function dynamodbProtocol(operations: Readonly<Record<string, Operation>>): Pick<Service, 'serve' | 'refuse'> {
  const json = jsonProtocol(operations, { version: '1.0' });
  return {
    serve(context, request) {
      const answer = json.serve(context, request);
      if (answer instanceof Wait) return answer.map(withChecksum);
      return withChecksum(isVoid(request) ? { ...answer, body: '' } : answer);
    },
    refuse(error, requestId, request) {
      const { status, headers } = json.refuse(error, requestId, request);
      return withChecksum({ status, headers, body: JSON.stringify(errorBody(error)) });
    },
  };
}

/** Whether the operation has no output at all: not even an empty object. */
function isVoid({ headers }: WireRequest): boolean {
  return /\.(TagResource|UntagResource)$/.test(headers['x-amz-target'] ?? '');
}

/** The front end writes `Message`, the service behind it `message`. */
function errorBody(error: AwsError): Record<string, unknown> {
  const namespace = NAMESPACES[error.code] ?? SERVICE_NAMESPACE;
  const __type = `${namespace}#${error.code}`;
  if (error.code === 'UnknownOperationException') return { __type };
  const member = namespace === 'com.amazon.coral.service' ? 'Message' : 'message';
  return { __type, [member]: error.message, ...error.members };
}

function withChecksum(response: WireResponse): WireResponse {
  const headers = { ...response.headers, 'x-amz-crc32': String(crc32(response.body)) };
  return { ...response, headers };
}
