/** The AWS JSON protocols 1.0 and 1.1: the operation in `X-Amz-Target`, input and output as JSON bodies. */

import { AwsError } from './aws-error.ts';
import type { Operation, Service } from './service.ts';
import { Wait, type WireRequest, type WireResponse } from './wire.ts';

export interface JsonProtocol {
  readonly version: '1.0' | '1.1';
  /** Namespace of error types on the wire, such as `com.amazonaws.dynamodb.v20120810`. */
  readonly errorNamespace?: string;
}

/** `serve` and `refuse` of a service that speaks JSON. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function jsonProtocol(
  operations: Readonly<Record<string, Operation>>,
  { version, errorNamespace }: JsonProtocol,
): Pick<Service, 'serve' | 'refuse'> {
  const contentType = `application/x-amz-json-${version}`;
  const respond = (output: unknown, requestId: string): WireResponse => ({
    status: 200,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: JSON.stringify(output ?? {}),
  });
  return {
    serve(context, request) {
      const name = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (operation === undefined)
        throw new AwsError('UnknownOperationException', `Operation ${name} is not supported.`);
      const output = operation(context, jsonBody(request));
      return output instanceof Wait
        ? output.map((answer) => respond(answer, context.requestId))
        : respond(output, context.requestId);
    },
    refuse: (error, requestId) => ({
      status: error.status,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, ...queryCode(error) },
      body: JSON.stringify({
        __type: errorNamespace === undefined ? error.code : `${errorNamespace}#${error.code}`,
        message: error.message,
        ...error.members,
      }),
    }),
  };
}

/** For clients that still look for the code of the older Query protocol. */
function queryCode(error: AwsError): Record<string, string> {
  if (error.queryCode === error.code) return {};
  return { 'x-amzn-query-error': `${error.queryCode};${error.status < 500 ? 'Sender' : 'Receiver'}` };
}

/** The members of a request's body, none if it is empty. Throws SerializationException for what is no JSON object. */
export function jsonBody({ body }: WireRequest): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // answered below, as anything else that is not an object
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}
