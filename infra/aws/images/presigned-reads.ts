/** Addresses under which objects of a bucket can be read for a while. */

import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';
import { Sha256 } from '../sha-256.ts';
import { objectPath } from './object-path.ts';

export interface PresignedReadsParts extends Pick<SignatureV4Init, 'credentials' | 'region'> {
  readonly bucket: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** An address lasts at most so long, and at least ten minutes: until then it stays the same, so that browsers can cache. */
const LASTS_SECONDS = 15 * 60;
const SAME_MS = 5 * 60 * 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export function presignedReads({ bucket, now, credentials, region }: PresignedReadsParts) {
  const signer = new SignatureV4({ service: 's3', credentials, region, sha256: Sha256, uriEscapePath: false });

  return () => {
    const signingDate = new Date(Math.floor(now() / SAME_MS) * SAME_MS);
    return {
      expiresAt: new Date(signingDate.getTime() + LASTS_SECONDS * 1000).toISOString(),
      async urlOf(key: string): Promise<string> {
        const url = objectUrl(bucket, key, typeof region === 'string' ? region : await region());
        const request = {
          method: 'GET',
          protocol: url.protocol,
          hostname: url.hostname,
          path: url.pathname,
          headers: { host: url.host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
        };
        const { query = {} } = await signer.presign(request, { signingDate, expiresIn: LASTS_SECONDS });
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
        return url.href;
      },
    };
  };
}

/** Another endpoint than AWS's, as on one machine, has the bucket in the path. */
function objectUrl(bucket: string, key: string, region: string): URL {
  const path = objectPath(key);
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
  return endpoint === undefined
    ? new URL(`https://${bucket}.s3.${region}.amazonaws.com/${path}`)
    : new URL(`/${bucket}/${path}`, endpoint);
}
