/** Which bucket and key a request is about: in its path, or the bucket in its host name. */

import { s3Error } from '../s3-error.ts';
import type { WireRequest } from '../../kernel/wire.ts';

export interface S3Address {
  /** Undefined for requests to the service itself. */
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** `bucket.s3.amazonaws.com`, `bucket.s3.us-east-1.amazonaws.com`, `bucket.s3.localhost`, `bucket.localhost`. */
const VIRTUAL_HOST = /^(.+?)\.(?:s3[.-](?:[a-z0-9-]+\.)*?(?:amazonaws\.com|localhost)|s3\.127\.0\.0\.1|localhost)$/;
/** The service's own names, such as `s3.us-east-1.amazonaws.com`. */
const PATH_HOST = /^s3(?:[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d)?\.(?:amazonaws\.com|localhost|127\.0\.0\.1)$/;

/** Throws InvalidURI. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
export function s3Address({ path, headers }: WireRequest): S3Address {
  const host = (headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const virtual = PATH_HOST.test(host) ? undefined : VIRTUAL_HOST.exec(host)?.[1];
  const rest = path.replace(/^\//, '');
  if (virtual !== undefined) return { bucket: virtual, key: rest === '' ? undefined : decode(rest) };
  const slash = rest.indexOf('/');
  const bucket = slash < 0 ? rest : rest.slice(0, slash);
  const key = slash < 0 ? '' : rest.slice(slash + 1);
  return { bucket: bucket === '' ? undefined : decode(bucket), key: key === '' ? undefined : decode(key) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw s3Error('InvalidURI', 400, "Couldn't parse the specified URI.", { URI: part });
  }
}
