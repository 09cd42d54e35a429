/** An HTTP API in front of a function that is given as one, for tests. */

import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import type { Operation, ResourceProvider, Service } from '../../../../infra/local/kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../../../../infra/local/kernel/wire.ts';
import { executeApiService } from '../../../../infra/local/http-api/execute-api-service.ts';
import { httpApiService } from '../../../../infra/local/http-api/http-api-service.ts';
import { ROOT, testEngine } from '../test-engine.ts';

export interface TestApiOptions {
  /** What Lambda's Invoke answers to the event, or throws; called as soon as it is invoked. */
  readonly invoke: (this: void, event: ReceivedEvent, caller: Caller) => unknown;
  /** Route keys, `GET /orders/{id}` if not given. */
  readonly routes?: readonly string[];
  readonly api?: Readonly<Record<string, unknown>>;
  readonly route?: Readonly<Record<string, unknown>>;
  readonly stageName?: string;
}

export type ReceivedEvent = Readonly<Record<string, unknown>>;

export const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:orders';

/** What a handler's return value looks like in Invoke's output. */
export function returned(value: unknown): unknown {
  return { StatusCode: 200, Payload: Buffer.from(JSON.stringify(value)).toString('base64') };
}

export function testApi(options: TestApiOptions) {
  const { routes = ['GET /orders/{id}'], api, route, stageName = '$default' } = options;
  const management = httpApiService({ endpoint: () => 'http://127.0.0.1:4100' });
  const rig = testEngine([management, executeApiService(), lambda(options)], {
    store: sqliteStore(':memory:'),
    allows: (_tx, caller) => !(caller.type === 'role' && caller.roleArn.endsWith('/stranger')),
  });

  function provide(type: string, logicalId: string, properties: Record<string, unknown>): string {
    const provider: ResourceProvider | undefined = management.resources?.[type];
    if (provider === undefined) throw new Error(`no ${type}`);
    const resource = { logicalId, generatedName: `S-${logicalId}`, properties, assetPath: (key: string) => key };
    return rig.run((context) => provider.apply(context, resource)).ref;
  }

  const ApiId = provide('AWS::ApiGatewayV2::Api', 'Api', { Name: 'Orders', ProtocolType: 'HTTP', ...api });
  const integration = provide('AWS::ApiGatewayV2::Integration', 'Integration', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: FUNCTION,
    PayloadFormatVersion: '2.0',
  });
  for (const RouteKey of routes)
    provide('AWS::ApiGatewayV2::Route', RouteKey, { ApiId, RouteKey, Target: `integrations/${integration}`, ...route });
  provide('AWS::ApiGatewayV2::Stage', 'Stage', { ApiId, StageName: stageName, AutoDeploy: true });

  function request(method: string, url: string, given: { headers?: Record<string, string>; body?: string } = {}) {
    const [path = '', query = ''] = url.split('?');
    const headers = { host: '127.0.0.1:4100', 'user-agent': 'test', ...given.headers };
    return {
      method,
      path,
      query: new URLSearchParams(query),
      headers,
      body: Buffer.from(given.body ?? ''),
    } satisfies WireRequest;
  }

  function send(sent: WireRequest, caller: Caller = ROOT): WireResponse | Wait<WireResponse> {
    return rig.engine.serve({ service: 'execute-api', request: sent, caller, arrivedMs: rig.now() });
  }

  /** The response to a request that need not wait. */
  function ask(...given: Parameters<typeof request>): WireResponse {
    const answer = send(request(...given));
    if (answer instanceof Wait) throw new Error('the request waits');
    return answer;
  }

  return { rig, management, ApiId, provide, ask, request, send };
}

function lambda({ invoke }: TestApiOptions): Service {
  const Invoke: Operation = (context, { FunctionName, Payload }: { FunctionName: string; Payload: string }) => {
    if (FunctionName !== FUNCTION) throw new Error(`unexpected function ${FunctionName}`);
    return invoke(JSON.parse(Buffer.from(Payload, 'base64').toString()) as ReceivedEvent, context.caller);
  };
  const unused = (): never => {
    throw new Error('not over the wire');
  };
  return { name: 'lambda', operations: { Invoke }, serve: unused, refuse: unused };
}
