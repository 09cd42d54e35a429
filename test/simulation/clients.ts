/** AWS clients that reach the engine through the simulated network, and no other way. */

import type { Caller } from '../../infra/local/kernel/context.ts';
import type { Network, Process } from './network.ts';

export const ROOT: Caller = { type: 'root', account: '000000000000' };

/** Configuration of a client of `service`; requests are not signed, since nobody would check it. */
export function clientConfig(network: Network, { service, process, caller = ROOT }: Connection) {
  return {
    region: 'us-east-1',
    endpoint: 'http://engine.local',
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    signer: { sign: async <Request>(request: Request): Promise<Request> => request },
    maxAttempts: 1,
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
