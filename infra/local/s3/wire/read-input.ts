/** Makes the input of an operation from a request's headers and query. */

import { invalidArgument, notImplemented } from '../s3-error.ts';
import { decodeMetadata } from './header-text.ts';
import { INPUT_HEADERS, INPUT_QUERY, WITHOUT_EFFECT, type Place } from './members.ts';
import type { S3Request } from './s3-request.ts';

const METADATA = 'x-amz-meta-';
/** One header says which checksum to make, another which one the client made. */
const ALGORITHM = ['x-amz-checksum-algorithm', 'x-amz-sdk-checksum-algorithm'];
/** Of presigned URLs; everything else S3 takes in headers may stand in the query. */
const SIGNING = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)$/;

/** Every member the request has; an operation reads those it knows. Throws NotImplemented for an unknown header. */
export function readInput(request: S3Request): Record<string, unknown> {
  const headers = { ...headersInQuery(request.query), ...request.headers };
  refuseUnknown(headers);
  const input: Record<string, unknown> = { Bucket: request.bucket, Key: request.key };
  for (const [member, place] of Object.entries(INPUT_HEADERS)) assign(input, member, [place, headers[place[0]]]);
  for (const [member, place] of Object.entries(INPUT_QUERY))
    assign(input, member, [place, request.query.get(place[0]) ?? undefined]);
  const algorithm = ALGORITHM.map((name) => headers[name]).find((value) => value !== undefined);
  if (algorithm !== undefined) input['ChecksumAlgorithm'] = algorithm;
  input['Metadata'] = metadataIn(headers);
  return input;
}

function assign(
  input: Record<string, unknown>,
  member: string,
  [[name, kind], value]: [Place, string | undefined],
): void {
  if (value === undefined) return;
  if (kind === 'number') input[member] = wholeNumber(name, value);
  else if (kind === 'boolean') input[member] = value.toLowerCase() === 'true';
  else if (kind === 'list') input[member] = value.split(',').map((item) => item.trim());
  else input[member] = value;
}

function wholeNumber(name: string, value: string): number {
  if (/^-?\d+$/.test(value)) return Number(value);
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
}

/**
 * A presigned URL may carry headers in its query. S3 does not look there for checksums: clients sign the one of an
 * empty body before they know the content.
 */
function headersInQuery(query: URLSearchParams): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of query) {
    const header = name.toLowerCase();
    const isChecksum = header.startsWith('x-amz-checksum-') && header !== 'x-amz-checksum-mode';
    if (header.startsWith('x-amz-') && !SIGNING.test(header) && !isChecksum && !ALGORITHM.includes(header))
      found[header] = value;
  }
  return found;
}

function metadataIn(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(METADATA));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(METADATA.length), decodeMetadata(value)]));
}

function refuseUnknown(headers: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(headers)) {
    if (!name.startsWith('x-amz-') || name.startsWith(METADATA)) continue;
    if (!KNOWN.has(name) && !WITHOUT_EFFECT.has(name)) throw notImplemented(name);
  }
}

const KNOWN = new Set([...Object.values(INPUT_HEADERS).map(([name]) => name), ...ALGORITHM]);
