/** An upload by a browser's form: POST to a bucket. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */

import type { Context } from '../../kernel/context.ts';
import type { WireRequest, WireResponse } from '../../kernel/wire.ts';
import { invalidArgument } from '../s3-error.ts';
import { bucketNamed } from '../store/bucket-store.ts';
import type { S3Request } from '../wire/s3-request.ts';
import type { Output } from '../wire/write-output.ts';
import { checkPolicy } from './check-policy.ts';
import { formAnswer } from './form-answer.ts';
import { formCaller } from './form-caller.ts';
import { formInput } from './form-input.ts';
import { parseFormPolicy } from './form-policy.ts';
import { parseForm, type UploadForm } from './multipart-form.ts';

/** Other requests that POST to a bucket say so in the query. */
export function isForm({ method, bucket, key, query }: S3Request): boolean {
  return method === 'POST' && bucket !== undefined && key === undefined && query.size === 0;
}

/** The file becomes an object, once the form is as its policy wants it and its signer may put the object there. */
export function receiveForm(context: Context, request: S3Request, { path }: WireRequest): WireResponse {
  const bucket = bucketNamed(context.tx, request.bucket ?? '').name;
  const { fields, file } = withFileName(parseForm(request.content, request.headers['content-type']));
  const key = fields.get('key');
  if (!key)
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      'key',
      '',
    );
  const caller = formCaller(context.tx, fields);
  const policy = fields.get('policy');
  if (policy !== undefined) {
    const form = { fields: new Map([...fields, ['bucket', bucket]]), size: file.content.length };
    checkPolicy(parseFormPolicy(policy), form, context.now);
  }
  const input = { ...formInput(bucket, fields), Body: file.content };
  const output = context.call<Output>('s3', 'PostObject', input, caller);
  const origin = `http://${request.headers['host'] ?? ''}${path.replace(/\/$/, '')}`;
  const url = `${origin}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return formAnswer({ fields, bucket, key, url }, output);
}

/** Before anything is compared with the policy. */
function withFileName({ fields, file }: UploadForm): UploadForm {
  const filled = [...fields].map(([name, value]) => [name, value.replaceAll('${filename}', () => file.name)] as const);
  return { file, fields: new Map(filled) };
}
