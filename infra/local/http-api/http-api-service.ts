/** API Gateway as those see it who configure it: the resources of an HTTP API, and a read-only API over them. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Service } from '../kernel/service.ts';
import { apiResource } from './api-resource.ts';
import { integrationResource } from './integration-resource.ts';
import { readApi } from './read-api.ts';
import { routeResource } from './route-resource.ts';
import { stageResource } from './stage-resource.ts';

export interface HttpApiServiceOptions {
  /** The URL of the HTTP API on this machine, such as `http://127.0.0.1:4100`. */
  readonly endpoint: () => string;
}

/** The service `apigateway`. Requests to the API itself are answered by `executeApiService`. */
export function httpApiService({ endpoint }: HttpApiServiceOptions): Service {
  return {
    name: 'apigateway',
    operations: {},
    serve(context, request) {
      const output = request.method === 'GET' ? readApi(context, request.path, endpoint()) : undefined;
      if (output === undefined)
        throw new AwsError(
          'NotFoundException',
          `${request.method} ${request.path} is not supported: the template says what the API is.`,
          { status: 404 },
        );
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
    },
    refuse: (error, requestId) => ({
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code, 'x-amzn-requestid': requestId },
      body: JSON.stringify({ message: error.message }),
    }),
    resources: {
      'AWS::ApiGatewayV2::Api': apiResource(endpoint),
      'AWS::ApiGatewayV2::Integration': integrationResource,
      'AWS::ApiGatewayV2::Route': routeResource,
      'AWS::ApiGatewayV2::Stage': stageResource,
    },
  };
}
