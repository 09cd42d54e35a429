/** An engine with S3, and the AWS SDK's client for it without sockets. */

import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { s3Service } from '../../../../infra/local/s3/s3-service.ts';
import { Wait, type WireRequest, type WireResponse } from '../../../../infra/local/kernel/wire.ts';
import { ROOT, testEngine, type TestEngine, type TestEngineOptions } from '../test-engine.ts';

export interface S3Rig extends TestEngine {
  readonly client: S3Client;
  /** A client whose requests come from another caller, or that is set up otherwise. */
  clientOf(caller: Caller, config?: S3ClientConfig): S3Client;
  /** A request as it stands on the wire. */
  send(request: Partial<WireRequest> & { readonly path: string }): WireResponse;
}

export function s3Rig(options: TestEngineOptions = {}): S3Rig {
  const rig = testEngine([s3Service()], options);

  function clientOf(caller: Caller, config: S3ClientConfig = {}): S3Client {
    const inner = rig.requestHandler('s3', caller);
    const handle: typeof inner.handle = async (request) => {
      const body: unknown = request.body;
      const whole = body instanceof Readable ? await buffer(body) : (body as Uint8Array | string | undefined);
      const { response } = await inner.handle({ ...request, body: whole ?? '' });
      return { response: { ...response, body: Readable.from([response.body]) as unknown as Uint8Array } };
    };
    return new S3Client({
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: { handle } as NonNullable<S3ClientConfig['requestHandler']>,
      ...config,
    });
  }

  return {
    ...rig,
    clientOf,
    client: clientOf(ROOT),
    send(request) {
      const { path, method = 'GET', query = new URLSearchParams(), headers = {}, body = new Uint8Array() } = request;
      const wire = { path, method, query, headers: { host: '127.0.0.1:4566', ...headers }, body };
      const answer = rig.engine.serve({ service: 's3', caller: ROOT, arrivedMs: rig.now(), request: wire });
      if (answer instanceof Wait) throw new Error('S3 does not wait');
      return answer;
    },
  };
}

/** The code of the error a call is refused with, and its HTTP status. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { code: name, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}
