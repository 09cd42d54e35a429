/** `fetch` with an IAM signature: what a deployed HTTP API demands (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html). */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './sha-256.ts';

/** A request, a GET unless told, with the credentials and the Region of the environment. */
export async function signedFetch(url: URL, asked: Asked = {}): Promise<Response> {
  const { credentials, region } = new DynamoDBClient({}).config;
  const signer = new SignatureV4({ service: 'execute-api', credentials, region, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: asked.method ?? 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...asked.headers, host: url.host },
    ...(asked.body !== undefined && { body: asked.body }),
  });
  return fetch(url, { ...asked, headers });
}

interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}
