/** `AWS::ApiGatewayV2::Api`: an HTTP API, served at this machine's own address. */

import { AwsError } from '../kernel/aws-error.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { all, find, forget, idFor, save } from './api-record.ts';
import type { CorsConfiguration } from './cors.ts';

interface ApiProperties {
  readonly Name?: string;
  readonly ProtocolType?: string;
  readonly Description?: string;
  readonly CorsConfiguration?: CorsConfiguration;
}

/** `endpoint` gives the URL under which the API is reached. */
export function apiResource(endpoint: () => string): ResourceProvider {
  return {
    properties: ['Name', 'ProtocolType', 'Description', 'CorsConfiguration'],
    ignored: {
      DisableExecuteApiEndpoint: 'there is no other endpoint than the local one',
      RouteSelectionExpression: 'HTTP APIs have only one: the method and the path',
      Tags: 'nothing is billed or searched by tag',
    },
    apply({ tx, caller, now }, { generatedName, logicalId, properties }) {
      const {
        Name: name = logicalId,
        ProtocolType: protocol,
        Description,
        CorsConfiguration,
      } = properties as ApiProperties;
      if (protocol !== 'HTTP')
        throw new AwsError('BadRequestException', 'Only APIs with the ProtocolType HTTP are supported.');
      const apiId = idFor(generatedName, 10);
      const before = find(tx, caller.account, 'api', apiId);
      const createdMs = before?.createdMs ?? now;
      save(tx, caller.account, 'api', [apiId], {
        apiId,
        name,
        description: Description,
        cors: CorsConfiguration,
        createdMs,
      });
      return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: endpoint() } };
    },
    remove({ tx, caller: { account } }, apiId) {
      forget(tx, account, 'api', apiId);
      for (const { routeId } of all(tx, account, 'route', apiId)) forget(tx, account, 'route', apiId, routeId);
      for (const { stageName } of all(tx, account, 'stage', apiId)) forget(tx, account, 'stage', apiId, stageName);
      for (const { integrationId } of all(tx, account, 'integration', apiId))
        forget(tx, account, 'integration', apiId, integrationId);
    },
  };
}
