/** The reading half of API Gateway's management API for HTTP APIs. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { all, find, type ApiRecord, type IntegrationRecord, type RouteRecord, type StageRecord } from './api-record.ts';
import type { CorsConfiguration } from './cors.ts';
import { decoded } from './route-selection.ts';

/**
 * What `GET path` answers, undefined if it is no path of ours. Lists come whole, in one page.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
 */
export function readApi(context: Context, path: string, endpoint: string): unknown {
  const { tx, caller, region } = context;
  const { account } = caller;
  const [, version, apis, apiId, kind, id] = path.split('/').map(decoded);
  if (version !== 'v2' || apis !== 'apis') return undefined;
  context.authorize({
    action: 'apigateway:GET',
    resource: `arn:aws:apigateway:${region}::${path.slice('/v2'.length)}`,
  });
  if (apiId === undefined) return { items: all(tx, account, 'api').map((api) => describeApi(api, endpoint)) };
  const api = find(tx, account, 'api', apiId) ?? notFound('API', apiId);
  if (kind === undefined) return describeApi(api, endpoint);
  if (kind === 'routes') return oneOrAll(all(tx, account, 'route', apiId), describeRoute, id, ({ routeId }) => routeId);
  if (kind === 'integrations')
    return oneOrAll(
      all(tx, account, 'integration', apiId),
      describeIntegration,
      id,
      ({ integrationId }) => integrationId,
    );
  if (kind === 'stages')
    return oneOrAll(all(tx, account, 'stage', apiId), describeStage, id, ({ stageName }) => stageName);
  return undefined;
}

function oneOrAll<T>(
  records: readonly T[],
  describe: (record: T) => unknown,
  id: string | undefined,
  idOf: (record: T) => string,
) {
  if (id === undefined) return { items: records.map(describe) };
  const found = records.find((record) => idOf(record) === id);
  return found === undefined ? notFound('resource', id) : describe(found);
}

function describeApi({ apiId, name, description, cors, createdMs }: ApiRecord, endpoint: string) {
  return {
    apiEndpoint: endpoint,
    apiId,
    apiKeySelectionExpression: '$request.header.x-api-key',
    corsConfiguration: cors && describeCors(cors),
    createdDate: new Date(createdMs).toISOString(),
    description,
    name,
    protocolType: 'HTTP',
    routeSelectionExpression: '$request.method $request.path',
  };
}

function describeCors(cors: CorsConfiguration) {
  return {
    allowCredentials: cors.AllowCredentials,
    allowHeaders: cors.AllowHeaders,
    allowMethods: cors.AllowMethods,
    allowOrigins: cors.AllowOrigins,
    exposeHeaders: cors.ExposeHeaders,
    maxAge: cors.MaxAge,
  };
}

function describeRoute({ routeId, routeKey, integrationId, authorization }: RouteRecord) {
  const target = integrationId === undefined ? undefined : `integrations/${integrationId}`;
  return { apiKeyRequired: false, authorizationType: authorization, routeId, routeKey, target };
}

function describeIntegration({ integrationId, integrationUri, timeoutMs }: IntegrationRecord) {
  return {
    connectionType: 'INTERNET',
    integrationId,
    integrationMethod: 'POST',
    integrationType: 'AWS_PROXY',
    integrationUri,
    payloadFormatVersion: '2.0',
    timeoutInMillis: timeoutMs,
  };
}

function describeStage({ stageName, autoDeploy, variables }: StageRecord) {
  return { autoDeploy, stageName, stageVariables: variables };
}

function notFound(what: string, id: string): never {
  throw new AwsError('NotFoundException', `Invalid ${what} identifier specified ${id}`, { status: 404 });
}
