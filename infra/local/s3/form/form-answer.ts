/** What a browser gets for a form: nothing, a document, or a page to go to, as the form says. */

import { xml } from '../../kernel/query-protocol.ts';
import type { WireResponse } from '../../kernel/wire.ts';
import type { Output } from '../wire/write-output.ts';
import { writeOutput } from '../wire/write-output.ts';

export interface UploadedForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly bucket: string;
  readonly key: string;
  /** Where the object can be fetched from. */
  readonly url: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export function formAnswer({ fields, bucket, key, url }: UploadedForm, output: Output): WireResponse {
  const ETag = String(output['ETag']);
  const answer = writeOutput({ operation: 'PostObject', method: 'POST', on: 'bucket', status: 204 }, output);
  const headers = { ...answer.headers, location: url };
  const redirect = redirectTo(fields.get('success_action_redirect') ?? fields.get('redirect'), { bucket, key, ETag });
  if (redirect !== undefined) return { status: 303, headers: { ...headers, location: redirect }, body: '' };
  switch (fields.get('success_action_status')) {
    case '200':
      return { status: 200, headers, body: '' };
    case '201': {
      const document = xml('PostResponse', { Location: url, Bucket: bucket, Key: key, ETag });
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n${document}`;
      return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body };
    }
    default:
      return { status: 204, headers, body: '' };
  }
}

/** S3 takes no notice of an address that cannot be read. */
function redirectTo(address: string | undefined, { bucket, key, ETag }: Record<'bucket' | 'key' | 'ETag', string>) {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.searchParams.append('bucket', bucket);
  url.searchParams.append('key', key);
  url.searchParams.append('etag', ETag);
  return url.href;
}
