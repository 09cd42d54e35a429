import { expect, test } from 'vitest';
import type { WireResponse } from '../../../../infra/local/kernel/wire.ts';
import { ROOT } from '../test-engine.ts';
import { FUNCTION, returned, testApi } from './test-api.ts';

const api = () => testApi({ invoke: () => returned(null), api: { CorsConfiguration: { AllowOrigins: ['*'] } } });

function reader({ rig }: ReturnType<typeof api>) {
  return (path: string, method = 'GET') => {
    const request = { method, path, query: new URLSearchParams(), headers: {}, body: Buffer.from('') };
    const answer = rig.engine.serve({
      service: 'apigateway',
      request,
      caller: ROOT,
      arrivedMs: rig.now(),
    }) as WireResponse;
    return { status: answer.status, body: JSON.parse(String(answer.body)) as unknown };
  };
}

test('the API can be read back in all its parts', () => {
  const made = api();
  const read = reader(made);
  const described = {
    apiId: made.ApiId,
    name: 'Orders',
    protocolType: 'HTTP',
    apiEndpoint: 'http://127.0.0.1:4100',
    corsConfiguration: { allowOrigins: ['*'] },
  };
  expect(read('/v2/apis').body).toMatchObject({ items: [described] });
  expect(read(`/v2/apis/${made.ApiId}`).body).toMatchObject(described);
  expect(read(`/v2/apis/${made.ApiId}/routes`).body).toMatchObject({
    items: [{ routeKey: 'GET /orders/{id}', authorizationType: 'NONE' }],
  });
  expect(read(`/v2/apis/${made.ApiId}/integrations`).body).toMatchObject({
    items: [{ integrationUri: FUNCTION, timeoutInMillis: 30000 }],
  });
  expect(read(`/v2/apis/${made.ApiId}/stages/%24default`).body).toMatchObject({
    stageName: '$default',
    autoDeploy: true,
  });
});

test('what does not exist, or would change the API, is a 404', () => {
  const read = reader(api());
  expect(read('/v2/apis/nothing')).toMatchObject({ status: 404 });
  expect(read('/v2/apis', 'POST')).toMatchObject({ status: 404 });
});

test('what would be silently different is refused', () => {
  const { provide, ApiId } = api();
  const integration = { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: FUNCTION, PayloadFormatVersion: '2.0' };
  const refused = (type: string, properties: Record<string, unknown>) => expect(() => provide(type, 'X', properties));
  refused('AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }).toThrow(/ProtocolType HTTP/);
  refused('AWS::ApiGatewayV2::Integration', { ...integration, PayloadFormatVersion: '1.0' }).toThrow(
    /payload format 2.0/,
  );
  refused('AWS::ApiGatewayV2::Integration', { ...integration, TimeoutInMillis: 31_000 }).toThrow(/30000/);
  refused('AWS::ApiGatewayV2::Integration', { ...integration, IntegrationUri: 'https://x' }).toThrow(
    /not that of a function/,
  );
  refused('AWS::ApiGatewayV2::Route', { ApiId, RouteKey: 'FETCH /x' }).toThrow(/not formatted properly/);
  refused('AWS::ApiGatewayV2::Route', { ApiId, RouteKey: 'GET /x', AuthorizationType: 'JWT' }).toThrow(
    /JWT is not supported/,
  );
});

test('a removed API leaves nothing behind', () => {
  const made = api();
  made.rig.run((context) => {
    made.management.resources?.['AWS::ApiGatewayV2::Api']?.remove?.(context, made.ApiId);
  });
  expect(reader(made)('/v2/apis').body).toEqual({ items: [] });
  expect(made.ask('GET', '/orders/1').status).toBe(404);
});
