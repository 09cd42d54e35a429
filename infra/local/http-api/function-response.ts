/** The HTTP response that a function's result stands for: payload format 2.0. */

import type { WireResponse } from '../kernel/wire.ts';

/** An answer of the API itself. */
export function messageResponse(status: number, message: string): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

export const INTERNAL_SERVER_ERROR = messageResponse(500, 'Internal Server Error');
export const SERVICE_UNAVAILABLE = messageResponse(503, 'Service Unavailable');
export const NOT_FOUND = messageResponse(404, 'Not Found');
export const FORBIDDEN = messageResponse(403, 'Forbidden');

/**
 * A result with a `statusCode` describes the response; any other is the body of a 200 in JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2
 */
export function functionResponse(payload: string): WireResponse {
  const result: unknown = JSON.parse(payload);
  if (typeof result === 'object' && result !== null && 'statusCode' in result) return described(result);
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: typeof result === 'string' ? result : JSON.stringify(result),
  };
}

interface Described {
  readonly statusCode: unknown;
  readonly headers?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/** A shape that API Gateway does not understand is the function's error, not the client's. */
function described({ statusCode, headers = {}, cookies = [], body = '', isBase64Encoded }: Described): WireResponse {
  const status = Number(statusCode);
  const valid =
    Number.isInteger(status) &&
    status >= 100 &&
    status <= 599 &&
    (typeof body === 'string' || body === null) &&
    (typeof headers === 'object' || headers === undefined) &&
    Array.isArray(cookies);
  if (!valid) return INTERNAL_SERVER_ERROR;
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...lowerCase(headers ?? {}),
      ...(cookies.length === 0 ? {} : { 'set-cookie': cookies.map(String).join('\n') }),
    },
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

/** Headers that belong to the connection, which is not the function's. */
const CONNECTION = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]: [string, unknown]): [string, string] => [name.toLowerCase(), String(value)])
      .filter(([name]) => !CONNECTION.has(name)),
  );
}
