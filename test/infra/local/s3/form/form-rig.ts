/** Sends forms as browsers do, to an engine without sockets. */

import type { WireResponse } from '../../../../../infra/local/kernel/wire.ts';
import type { S3Rig } from '../s3-rig.ts';

export type Fields = Readonly<Record<string, string>>;

export const CONDITIONS = [{ bucket: 'forms' }, ['starts-with', '$key', 'in/']];

/** Whose credentials nobody knows; what it signs is not verified. */
export const SIGNED: Fields = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': 'test/20260101/us-east-1/s3/aws4_request',
  'X-Amz-Date': '20260101T000000Z',
  'X-Amz-Signature': '0'.repeat(64),
};

/** Fields with a policy that mentions the signing ones; `expiration` is one hour after the rig's clock starts. */
export function withPolicy(fields: Fields, conditions: readonly unknown[] = CONDITIONS, document: object = {}): Fields {
  const signing = Object.keys(SIGNED).map((name) => ['starts-with', `$${name.toLowerCase()}`, '']);
  const policy = { expiration: '2026-01-01T01:00:00Z', conditions: [...conditions, ...signing], ...document };
  return { ...fields, ...SIGNED, Policy: Buffer.from(JSON.stringify(policy)).toString('base64') };
}

export function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

/** Posts to the bucket `forms` what a browser makes of the fields and a file behind them. */
export async function post(
  rig: S3Rig,
  fields: Fields,
  { content = 'hello', name = 'a.txt', headers = {} } = {},
): Promise<WireResponse> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new File([content], name));
  const response = new Response(form);
  const body = new Uint8Array(await response.arrayBuffer());
  const contentType = response.headers.get('content-type') ?? '';
  return rig.send({ path: '/forms', method: 'POST', headers: { 'content-type': contentType, ...headers }, body });
}

/** Status, code and message of an answer. */
export function said({ status, body }: WireResponse) {
  const text = String(body);
  const element = (name: string) => new RegExp(`<${name}>([^]*?)</${name}>`).exec(text)?.[1]?.replaceAll('&quot;', '"');
  return { status, code: element('Code'), message: element('Message') };
}
