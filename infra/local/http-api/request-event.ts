/** The event an HTTP API hands to a function: payload format 2.0. */

import type { Caller, Context } from '../kernel/context.ts';
import type { WireRequest } from '../kernel/wire.ts';
import { decoded } from './route-selection.ts';

export interface RequestEventInput {
  readonly request: WireRequest;
  readonly account: string;
  readonly apiId: string;
  readonly routeKey: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Whoever signed the request, on a route that demands it. */
  readonly signer?: Caller | undefined;
}

/**
 * The path comes decoded, the query as it was sent; a repeated query parameter's values are joined by commas.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function requestEvent(context: Context, input: RequestEventInput): Record<string, unknown> {
  const { request, routeKey, stageVariables, pathParameters } = input;
  const { cookie, ...headers } = request.headers;
  const query = [...request.query];
  return {
    version: '2.0',
    routeKey,
    rawPath: decoded(request.path),
    // URLSearchParams writes a space as `+`, and a plus sign as `%2B`.
    rawQueryString: request.query.toString().replaceAll('+', '%20'),
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: { ...headers, ...forwardingHeaders(request, context) },
    ...(query.length === 0 ? {} : { queryStringParameters: joined(query) }),
    requestContext: requestContext(context, input),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...(Object.keys(stageVariables).length === 0 ? {} : { stageVariables }),
    ...body(request),
  };
}

function requestContext(context: Context, { request, account, apiId, routeKey, stage, signer }: RequestEventInput) {
  const domainName = (request.headers.host ?? '127.0.0.1').replace(/:\d+$/, '');
  return {
    accountId: account,
    apiId,
    ...(signer === undefined ? {} : { authorizer: { iam: iamAuthorizer(signer) } }),
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path: decoded(request.path),
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: context.requestId,
    routeKey,
    stage,
    time: commonLogTime(context.arrivedMs),
    timeEpoch: context.arrivedMs,
  };
}

function iamAuthorizer(signer: Caller): Record<string, unknown> {
  const userArn = signer.type === 'role' ? signer.roleArn : `arn:aws:iam::${signer.account}:root`;
  return { accountId: signer.account, callerId: userArn, userArn, userId: userArn, cognitoIdentity: null };
}

function forwardingHeaders({ headers }: WireRequest, { arrivedMs, requestId }: Context): Record<string, string> {
  const hex = requestId.replaceAll('-', '');
  return {
    'x-amzn-trace-id':
      headers['x-amzn-trace-id'] ?? `Root=1-${Math.floor(arrivedMs / 1000).toString(16)}-${hex.slice(0, 24)}`,
    'x-forwarded-for':
      headers['x-forwarded-for'] === undefined ? '127.0.0.1' : `${headers['x-forwarded-for']}, 127.0.0.1`,
    'x-forwarded-port': headers.host?.split(':')[1] ?? '80',
    'x-forwarded-proto': 'http',
  };
}

function joined(query: readonly (readonly [string, string])[]): Record<string, string> {
  const parameters = Object.create(null) as Record<string, string>;
  for (const [name, value] of query) parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  return parameters;
}

/** The media types whose body stays text; all others, and none, are Base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/;

function body({ headers, body: bytes }: WireRequest): Record<string, unknown> {
  if (bytes.length === 0) return { isBase64Encoded: false };
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isBase64Encoded = !TEXT.test(mediaType);
  return { body: Buffer.from(bytes).toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Such as `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().slice(0, 19).split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}
