/** The HTTP API at work: takes a request, finds its route, lets the function answer. */

import type { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { ENGINE } from '../kernel/engine.ts';
import type { Service } from '../kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../kernel/wire.ts';
import { all, find, type ApiRecord, type RouteRecord, type StageRecord } from './api-record.ts';
import { isPreflight, preflightResponse, withCors } from './cors.ts';
import { FORBIDDEN, INTERNAL_SERVER_ERROR, messageResponse, NOT_FOUND } from './function-response.ts';
import { invokeIntegration } from './invoke-integration.ts';
import { requestEvent } from './request-event.ts';
import { selectRoute } from './route-selection.ts';

/** The one account whose APIs are served. */
const { account } = ENGINE;

/** The service `execute-api`: what callers of an API see, as opposed to those who configure it. */
export function executeApiService(): Service {
  return {
    name: 'execute-api',
    operations: {},
    serve(context, request) {
      const api = apiFor(context, request);
      if (api === undefined) return NOT_FOUND;
      const { cors } = api;
      if (cors !== undefined && isPreflight(request))
        return identified(preflightResponse(cors, request), context.requestId);
      const finish = (response: WireResponse): WireResponse =>
        identified(withCors(cors, request, response), context.requestId);
      const answer = answerOf(context, request, api);
      return answer instanceof Wait ? answer.map(finish) : finish(answer);
    },
    refuse: (error: AwsError) => messageResponse(error.status, error.message),
  };
}

/** By the host name's first label where that is an API's id, else the only API, or the first. */
function apiFor({ tx }: Context, { headers }: WireRequest): ApiRecord | undefined {
  const named = find(tx, account, 'api', headers.host?.split('.')[0] ?? '');
  return named ?? all(tx, account, 'api')[0];
}

function answerOf(context: Context, request: WireRequest, api: ApiRecord): WireResponse | Wait<WireResponse> {
  const { apiId } = api;
  const staged = stageOf(context, request, apiId);
  const selection = staged && selectRoute(all(context.tx, account, 'route', apiId), request.method, staged.path);
  if (staged === undefined || selection === undefined) return NOT_FOUND;
  const { route, pathParameters } = selection;
  const { stage } = staged;
  const signed = route.authorization === 'AWS_IAM';
  if (signed && !maySign(context, request, `${apiId}/${stage.stageName}/${request.method}${staged.path}`))
    return FORBIDDEN;
  const integration = find(context.tx, account, 'integration', apiId, route.integrationId ?? '');
  if (integration === undefined) return INTERNAL_SERVER_ERROR;
  const event = requestEvent(context, {
    request,
    account,
    apiId,
    routeKey: route.routeKey,
    stage: stage.stageName,
    stageVariables: stage.variables,
    pathParameters,
    signer: signed ? context.caller : undefined,
  });
  const sourceArn = `${arn(context)}:${apiId}/${stage.stageName}/${routePath(route)}`;
  return invokeIntegration(context, { account, integration, sourceArn, event });
}

/** A stage other than `$default` is the first segment of the path. */
function stageOf(
  { tx }: Context,
  { path }: WireRequest,
  apiId: string,
): { readonly stage: StageRecord; readonly path: string } | undefined {
  const [, name = ''] = path.split('/');
  const named = name === '' ? undefined : find(tx, account, 'stage', apiId, name);
  if (named !== undefined) return { stage: named, path: path.slice(name.length + 1) || '/' };
  const unnamed = find(tx, account, 'stage', apiId, '$default');
  return unnamed && { stage: unnamed, path };
}

/** Signatures are not verified, but there has to be one, and its owner must be allowed to call. */
function maySign(context: Context, { headers, query }: WireRequest, resource: string): boolean {
  const signed = headers.authorization?.startsWith('AWS4-') === true || query.has('X-Amz-Signature');
  return signed && context.allows({ action: 'execute-api:Invoke', resource: `${arn(context)}:${resource}` });
}

function arn({ region }: Context): string {
  return `arn:aws:execute-api:${region}:${account}`;
}

/** `GET/orders/{id}` for the route key `GET /orders/{id}`. */
function routePath({ routeKey }: RouteRecord): string {
  return routeKey.replace(' ', '');
}

function identified(response: WireResponse, requestId: string): WireResponse {
  return { ...response, headers: { ...response.headers, 'apigw-requestid': requestId } };
}
