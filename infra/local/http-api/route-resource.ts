/** `AWS::ApiGatewayV2::Route`: which requests an integration gets. */

import { AwsError } from '../kernel/aws-error.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { all, forget, idFor, save } from './api-record.ts';

interface RouteProperties {
  readonly ApiId: string;
  readonly RouteKey: string;
  readonly Target?: string;
  readonly AuthorizationType?: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
const ROUTE_KEY = /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;

export const routeResource: ResourceProvider = {
  properties: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType'],
  ignored: { OperationName: 'only a label' },
  apply({ tx, caller }, { generatedName, properties }) {
    const {
      ApiId: apiId,
      RouteKey: routeKey,
      Target,
      AuthorizationType: type = 'NONE',
    } = properties as RouteProperties;
    if (!ROUTE_KEY.test(routeKey))
      throw new AwsError('BadRequestException', `The provided route key is not formatted properly: ${routeKey}`);
    if (type !== 'NONE' && type !== 'AWS_IAM')
      throw new AwsError('BadRequestException', `The AuthorizationType ${type} is not supported.`);
    const routeId = idFor(generatedName, 7);
    const integrationId = Target?.replace(/^integrations\//, '');
    save(tx, caller.account, 'route', [apiId, routeId], {
      apiId,
      routeId,
      routeKey,
      integrationId,
      authorization: type,
    });
    return { ref: routeId, attributes: { RouteId: routeId } };
  },
  remove({ tx, caller: { account } }, ref) {
    const route = all(tx, account, 'route').find(({ routeId }) => routeId === ref);
    if (route !== undefined) forget(tx, account, 'route', route.apiId, ref);
  },
};
