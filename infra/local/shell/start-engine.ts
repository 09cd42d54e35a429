/** Starts the engine as a process others can talk to: its data directory, and two HTTP servers on loopback. */

import type { Access, Caller } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import type { Service } from '../kernel/service.ts';
import { sqliteStore } from '../kernel/sqlite-store.ts';
import type { Transaction } from '../kernel/store.ts';
import type { WireRequest } from '../kernel/wire.ts';
import { chooseHttpService, chooseService } from './choose-service.ts';
import { credentialScope, type CredentialScope } from './credential-scope.ts';
import { openDataDirectory, type DataDirectory } from './data-directory.ts';
import { engineHost, type Performer } from './engine-host.ts';
import type { Log } from './log.ts';
import { AWS_BODY_TOO_LARGE, HTTP_API_BODY_TOO_LARGE, noSuchService } from './shell-refusals.ts';
import { wireServer } from './wire-server.ts';

export interface StartOptions {
  /** Where the data lives; without it, in memory until `close`. */
  readonly dataDir?: string | undefined;
  /** Port of the AWS wire protocols; 0 for any free one. */
  readonly awsPort: number;
  /** Port of the stack's HTTP API; 0 for any free one. */
  readonly httpPort: number;
  readonly services: readonly Service[];
  /** Who calls with this access key; unsigned requests have none. */
  readonly callerOf: (tx: Transaction, accessKeyId: string | undefined) => Caller;
  readonly allows: (tx: Transaction, caller: Caller, access: Access) => boolean;
  /** Made once the AWS port is open, before the first request is answered. */
  readonly performer: (host: { readonly engine: Engine; readonly awsUrl: string }) => Performer;
  readonly log: Log;
}

export interface RunningEngine {
  readonly engine: Engine;
  /** Such as `http://127.0.0.1:4566`. */
  readonly awsUrl: string;
  readonly httpUrl: string;
  readonly directory: DataDirectory | undefined;
  /** Stops everything; what was acknowledged is in the data directory. */
  close(): Promise<void>;
}

/** More than any call needs but an S3 upload in one part. */
const MAX_AWS_BODY_BYTES = 256 * 1024 * 1024;
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_HTTP_API_BODY_BYTES = 10 * 1024 * 1024;

/** Throws `DirectoryInUse` if another process has the data directory; rejects if a port is taken. */
export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const { services, log, allows } = options;
  const directory = options.dataDir === undefined ? undefined : openDataDirectory(options.dataDir);
  const store = sqliteStore(directory?.database ?? ':memory:');
  const host = engineHost({ store, services, allows, log });
  const known = new Set(services.map(({ name }) => name));

  const closers: (() => Promise<void> | void)[] = [() => directory?.close(), () => store.close(), () => host.stop()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };

  /** Whose session an access key belongs to never changes: asked once. */
  const sessions = new Map<string | undefined, Caller>();
  function callerOf(accessKeyId: string | undefined): Caller {
    const known = sessions.get(accessKeyId);
    if (known !== undefined) return known;
    const caller = store.transaction((tx) => options.callerOf(tx, accessKeyId));
    if (caller.type === 'role') sessions.set(accessKeyId, caller);
    return caller;
  }

  function exchange(service: string, request: WireRequest, scope: CredentialScope | undefined) {
    return { service, request, caller: callerOf(scope?.accessKeyId), arrivedMs: Date.now() };
  }

  try {
    const aws = await wireServer({
      port: options.awsPort,
      maxBodyBytes: MAX_AWS_BODY_BYTES,
      tooLarge: AWS_BODY_TOO_LARGE,
      answer(request, reply) {
        const scope = credentialScope(request);
        const service = chooseService(request, scope);
        if (known.has(service)) host.serve(exchange(service, request, scope), reply);
        else reply.send(noSuchService(service, request));
      },
    });
    closers.push(() => aws.close());
    host.start(options.performer({ engine: host.engine, awsUrl: aws.url }));
    const http = await wireServer({
      port: options.httpPort,
      maxBodyBytes: MAX_HTTP_API_BODY_BYTES,
      tooLarge: HTTP_API_BODY_TOO_LARGE,
      answer: (request, reply) =>
        host.serve(exchange(chooseHttpService(request), request, credentialScope(request)), reply),
    });
    closers.push(() => http.close());
    return { engine: host.engine, awsUrl: aws.url, httpUrl: http.url, directory, close };
  } catch (error) {
    await close();
    throw error;
  }
}
