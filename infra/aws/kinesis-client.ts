/** A Kinesis client that also speaks to a plain HTTP/1.1 endpoint: by default the SDK's speaks HTTP/2 only. */

import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The endpoint is that of `config`, else of `AWS_ENDPOINT_URL_KINESIS` or `AWS_ENDPOINT_URL`, else AWS's. */
export function kinesisClient(config: KinesisClientConfig = {}): KinesisClient {
  const { AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL } = process.env;
  const endpoint = config.endpoint ?? AWS_ENDPOINT_URL_KINESIS ?? AWS_ENDPOINT_URL;
  const plain = typeof endpoint === 'string' && endpoint.startsWith('http:');
  return new KinesisClient({
    maxAttempts: 1,
    ...(plain && { requestHandler: new NodeHttpHandler() }),
    ...config,
  });
}
