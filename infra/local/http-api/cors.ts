/** Cross-origin rules of an HTTP API. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */

import type { WireRequest, WireResponse } from '../kernel/wire.ts';

/** As CloudFormation writes it. */
export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  /** Seconds. */
  readonly MaxAge?: number;
  readonly AllowCredentials?: boolean;
}

export function isPreflight({ method, headers }: WireRequest): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** Answered by the API itself, whatever its routes; an origin that is not allowed gets no headers. */
export function preflightResponse(cors: CorsConfiguration, request: WireRequest): WireResponse {
  const origin = allowedOrigin(cors, request);
  if (origin === undefined) return { status: 204, headers: {}, body: '' };
  return {
    status: 204,
    headers: {
      ...originHeaders(cors, origin),
      ...list('access-control-allow-methods', cors.AllowMethods),
      ...list('access-control-allow-headers', cors.AllowHeaders),
      ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
    },
    body: '',
  };
}

/** The response with the API's own headers in place of the integration's. */
export function withCors(
  cors: CorsConfiguration | undefined,
  request: WireRequest,
  response: WireResponse,
): WireResponse {
  if (cors === undefined) return response;
  const kept = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
  const origin = allowedOrigin(cors, request);
  const added =
    origin === undefined
      ? {}
      : { ...originHeaders(cors, origin), ...list('access-control-expose-headers', cors.ExposeHeaders) };
  return { ...response, headers: { ...Object.fromEntries(kept), ...added } };
}

/** What stands in `Access-Control-Allow-Origin`: `*`, or the request's origin if it is one of those allowed. */
function allowedOrigin(
  { AllowOrigins: allowed = [] }: CorsConfiguration,
  { headers }: WireRequest,
): string | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  if (allowed.includes('*')) return '*';
  return allowed.some((pattern) => matches(pattern, origin)) ? origin : undefined;
}

/** `https://*` and `http://*` stand for every origin of their scheme. */
function matches(pattern: string, origin: string): boolean {
  return pattern.endsWith('://*') ? origin.startsWith(pattern.slice(0, -1)) : pattern === origin;
}

function originHeaders({ AllowCredentials: credentials }: CorsConfiguration, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    ...(credentials === true ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

function list(header: string, values: readonly string[] | undefined): Record<string, string> {
  return values === undefined || values.length === 0 ? {} : { [header]: values.join(',') };
}
