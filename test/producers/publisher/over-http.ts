/** Serves one service of a test engine over plain HTTP/1.1. */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { SdkRequestHandler } from '../../infra/local/test-engine.ts';

export interface HttpService extends AsyncDisposable {
  readonly url: string;
}

export async function overHttp(service: SdkRequestHandler): Promise<HttpService> {
  async function answer(request: IncomingMessage) {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const { method = 'GET', url: path = '/' } = request;
    return (await service.handle({ method, path, headers, body: await buffer(request) })).response;
  }
  const server = createServer((request, response) => {
    void answer(request).then(({ statusCode, headers, body }) => response.writeHead(statusCode, headers).end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
