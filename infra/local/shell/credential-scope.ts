/** Reads whose credentials a request names, and for which service they were used, from its signature. */

import type { WireRequest } from '../kernel/wire.ts';

export interface CredentialScope {
  readonly accessKeyId: string;
  /** The service's name in the credential scope, such as `sqs`. */
  readonly service: string;
}

/**
 * The scope in the `Authorization` header, or in the query of a presigned URL; undefined for an unsigned request.
 * Signatures are not verified: the engine listens on loopback only and accepts any credentials.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function credentialScope({ headers, query }: WireRequest): CredentialScope | undefined {
  const credential = inHeader(headers.authorization) ?? query.get('X-Amz-Credential') ?? undefined;
  if (credential === undefined) return presignedVersion2(query);
  const [accessKeyId = '', , , service = ''] = credential.split('/');
  return { accessKeyId, service };
}

/** The older presigned URLs, which boto3 makes for S3 unless told otherwise. */
function presignedVersion2(query: URLSearchParams): CredentialScope | undefined {
  const accessKeyId = query.get('AWSAccessKeyId');
  return accessKeyId !== null && query.has('Signature') && query.has('Expires')
    ? { accessKeyId, service: 's3' }
    : undefined;
}

const HEADER = /^AWS4-[A-Z0-9-]+ .*?Credential=([^,\s]+)/;

function inHeader(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : HEADER.exec(authorization)?.[1];
}
