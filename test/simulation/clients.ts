/** AWS clients that reach the engine through the simulated network, and no other way. */

import type { Caller } from '../../infra/local/kernel/context.ts';
import type { Network, Process } from './network.ts';

export const ROOT: Caller = { type: 'root', account: '000000000000' };

/** What a client would otherwise look for in the environment and in files, once for every process that is started. */
const SETTLED = {
  region: 'us-east-1',
  endpoint: 'http://engine.local',
  credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard' as const,
  accountIdEndpointMode: 'disabled' as const,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/** Configuration of a client of `service`; requests are not signed, since nobody would check it. */
export function clientConfig(network: Network, { service, process, caller = ROOT }: Connection) {
  return {
    ...SETTLED,
    signer: { sign: async <Request>(request: Request): Promise<Request> => request },
    requestHandler: network.handler(service, process, caller) as never,
  };
}

export interface Connection {
  readonly service: string;
  /** Who calls. */
  readonly process: Process;
  /** Whose rights it has: the administrator's unless told. */
  readonly caller?: Caller;
}

interface Client {
  readonly middlewareStack: { remove(middleware: string): boolean };
}

/** Half the work of a call, and of no effect here: headers that nobody reads, no signature, no log, no second attempt. */
const WITHOUT_EFFECT = [
  'getUserAgentMiddleware',
  'hostHeaderMiddleware',
  'recursionDetectionMiddleware',
  'httpAuthSchemeMiddleware',
  'httpSigningMiddleware',
  'loggerMiddleware',
  'retryMiddleware',
];

/** The client without what has no effect under a `clientConfig`; what it sends and understands is the same. */
export function lean<Given extends Client>(client: Given): Given {
  for (const middleware of WITHOUT_EFFECT) client.middlewareStack.remove(middleware);
  return client;
}
