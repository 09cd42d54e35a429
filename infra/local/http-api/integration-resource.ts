/** `AWS::ApiGatewayV2::Integration`: the function behind a route. */

import { AwsError } from '../kernel/aws-error.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { all, forget, idFor, save } from './api-record.ts';

interface IntegrationProperties {
  readonly ApiId: string;
  readonly IntegrationType: string;
  readonly IntegrationUri: string;
  readonly PayloadFormatVersion?: string;
  readonly TimeoutInMillis?: number | string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LONGEST_TIMEOUT_MS = 30_000;
const SHORTEST_TIMEOUT_MS = 50;

export const integrationResource: ResourceProvider = {
  properties: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
  ignored: {
    Description: 'only a label',
    IntegrationMethod: 'functions are always invoked by POST',
    ConnectionType: 'functions are reached over no network',
  },
  apply({ tx, caller }, { generatedName, properties }) {
    const { ApiId: apiId, IntegrationUri: integrationUri, ...rest } = properties as IntegrationProperties;
    const timeoutMs = Number(rest.TimeoutInMillis ?? LONGEST_TIMEOUT_MS);
    if (rest.IntegrationType !== 'AWS_PROXY' || rest.PayloadFormatVersion !== '2.0')
      throw new AwsError('BadRequestException', 'Only AWS_PROXY integrations with payload format 2.0 are supported.');
    if (!(timeoutMs >= SHORTEST_TIMEOUT_MS && timeoutMs <= LONGEST_TIMEOUT_MS))
      throw new AwsError('BadRequestException', 'Timeout should be between 50 ms and 30000 ms.');
    const integrationId = idFor(generatedName, 7);
    const functionArn = functionOf(integrationUri);
    const record = { apiId, integrationId, functionArn, integrationUri, timeoutMs };
    save(tx, caller.account, 'integration', [apiId, integrationId], record);
    return { ref: integrationId, attributes: { IntegrationId: integrationId } };
  },
  remove({ tx, caller: { account } }, ref) {
    const integration = all(tx, account, 'integration').find(({ integrationId }) => integrationId === ref);
    if (integration !== undefined) forget(tx, account, 'integration', integration.apiId, ref);
  },
};

/** From the function's ARN itself, or from the path by which API Gateway would invoke it. */
function functionOf(integrationUri: string): string {
  const found = /(arn:aws:lambda:[^/]+)(\/invocations)?$/.exec(integrationUri)?.[1];
  if (found === undefined)
    throw new AwsError('BadRequestException', `The IntegrationUri ${integrationUri} is not that of a function.`);
  return found;
}
