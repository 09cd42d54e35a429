/** The REST-JSON protocol as Lambda speaks it. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */

import { AwsError } from '../kernel/aws-error.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../kernel/wire.ts';
import { parseBody } from './rest-body.ts';
import { invokeInput, invokeResponse } from './rest-invoke.ts';
import { REST_ROUTES, type RestRoute } from './rest-routes.ts';
import type { InvokeOutput } from './invoke/invoke.ts';

export function restProtocol(operations: Readonly<Record<string, Operation>>): Pick<Service, 'serve' | 'refuse'> {
  return {
    serve(context, request) {
      const { route, members } = findRoute(request);
      const operation = operations[route.operation];
      if (operation === undefined) throw unknownOperation(request);
      const input = { ...members, ...queryMembers(route, request.query) };
      if (route.operation === 'Invoke') {
        const output = operation(context, invokeInput(request, input)) as InvokeOutput | Wait<InvokeOutput>;
        return output instanceof Wait ? output.map(invokeResponse) : invokeResponse(output);
      }
      return respond(operation(context, { ...parseBody(request), ...input }), route, context.requestId);
    },
    refuse: refusal,
  };
}

function findRoute(request: WireRequest): { readonly route: RestRoute; readonly members: Record<string, string> } {
  const segments = segmentsOf(request.path).map((segment) => decoded(segment, request));
  for (const route of REST_ROUTES) {
    if (route.method !== request.method) continue;
    if (route.operation === 'ListProvisionedConcurrencyConfigs' && !request.query.has('List')) continue;
    const members = matchPath(segmentsOf(route.path), segments);
    if (members !== undefined) return { route, members };
  }
  throw unknownOperation(request);
}

function decoded(segment: string, request: WireRequest): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw unknownOperation(request);
  }
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
}

function matchPath(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const members: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const segment = segments[at] ?? '';
    if (part.startsWith('{')) members[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return members;
}

function queryMembers({ query = [] }: RestRoute, given: URLSearchParams): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const name of query) {
    if (!given.has(name)) continue;
    if (name === 'tagKeys') members['TagKeys'] = given.getAll(name);
    else members[name] = given.get(name);
  }
  return members;
}

function respond(output: unknown, { status = 200 }: RestRoute, requestId: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: status === 204 ? '' : JSON.stringify(output ?? {}),
  };
}

/** These name their message in upper case. */
const UPPER_CASE_MESSAGE = new Set(['ResourceNotFoundException', 'ServiceException', 'AccessDeniedException']);

function refusal(error: AwsError, requestId: string): WireResponse {
  const message = UPPER_CASE_MESSAGE.has(error.code) ? 'Message' : 'message';
  return {
    status: error.code === 'AccessDeniedException' ? 403 : error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ Type: error.status < 500 ? 'User' : 'Service', [message]: error.message, ...error.members }),
  };
}

function unknownOperation({ method, path }: WireRequest): AwsError {
  return new AwsError('UnknownOperationException', `Unable to determine the operation of ${method} ${path}.`, {
    status: 404,
  });
}
