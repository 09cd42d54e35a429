/** An HTTP server on loopback that hands whole requests on and writes whole answers. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireRequest, WireResponse } from '../kernel/wire.ts';

export interface Reply {
  send(response: WireResponse): void;
  /** Calls back if the client goes away before the answer; the latest callback replaces the one before. */
  onGone(callback: () => void): void;
}

export interface WireServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Larger bodies get the answer `tooLarge`. */
  readonly maxBodyBytes: number;
  readonly tooLarge: WireResponse;
  readonly answer: (request: WireRequest, reply: Reply) => void;
}

export interface WireServer {
  /** Such as `http://127.0.0.1:4566`. */
  readonly url: string;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

/** Longer than any client keeps a pooled connection, so that it is the client that closes it. */
const KEEP_ALIVE_MS = 120_000;
const MAX_HEADER_BYTES = 64 * 1024;
const LINGER_MS = 5_000;

/** Starts listening; rejects if the port is taken. */
export async function wireServer(options: WireServerOptions): Promise<WireServer> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0, maxHeaderSize: MAX_HEADER_BYTES },
    (incoming, outgoing) => receive(incoming, outgoing, options),
  );
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function receive(incoming: IncomingMessage, outgoing: ServerResponse, options: WireServerOptions): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= options.maxBodyBytes) chunks.push(chunk);
    else refuseLarge(incoming, outgoing, options.tooLarge);
  });
  incoming.on('error', () => outgoing.destroy());
  incoming.on('end', () => {
    if (bytes > options.maxBodyBytes) return;
    options.answer(wireRequest(incoming, chunks), replyTo(outgoing));
  });
}

/** Answers at once, then lets the client finish sending for a while: hanging up would lose it the answer. */
function refuseLarge(incoming: IncomingMessage, outgoing: ServerResponse, tooLarge: WireResponse): void {
  if (outgoing.headersSent) return;
  const { status, headers, body } = tooLarge;
  outgoing.writeHead(status, { ...headers, connection: 'close' }).end(body);
  setTimeout(() => incoming.destroy(), LINGER_MS).unref();
}

function wireRequest(incoming: IncomingMessage, chunks: readonly Buffer[]): WireRequest {
  const url = incoming.url ?? '/';
  const question = url.indexOf('?');
  const [only] = chunks;
  return {
    method: incoming.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: new URLSearchParams(question < 0 ? '' : url.slice(question + 1)),
    headers: headersOf(incoming.rawHeaders),
    body: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks),
  };
}

/** Lower-case names; a repeated header's values are joined, which Node's own `headers` does for some names only. */
function headersOf(raw: readonly string[]): Record<string, string> {
  const headers = Object.create(null) as Record<string, string>;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = raw[at + 1] ?? '';
    const before = headers[name];
    headers[name] = before === undefined ? value : before + (name === 'cookie' ? '; ' : ',') + value;
  }
  return headers;
}

function replyTo(outgoing: ServerResponse): Reply {
  let gone: (() => void) | undefined;
  return {
    send({ status, headers, body }) {
      gone = undefined;
      if (outgoing.destroyed) return;
      const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
      outgoing.writeHead(status, { 'content-length': length, ...severalCookies(headers) });
      outgoing.end(body);
    },
    onGone(callback) {
      if (gone === undefined) outgoing.once('close', () => gone?.());
      gone = callback;
    },
  };
}

/** `set-cookie` holds a cookie in each line: the only header that cannot be joined into one value. */
function severalCookies(headers: Readonly<Record<string, string>>): Readonly<Record<string, string | string[]>> {
  const cookies = headers['set-cookie'];
  return cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.split('\n') };
}
