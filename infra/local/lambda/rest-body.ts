/** The JSON body of a request, refused where a text is expected and something else stands. */

import { AwsError } from '../kernel/aws-error.ts';
import type { WireRequest } from '../kernel/wire.ts';

/** Members that are texts wherever they stand; the values of tags and of environment variables are texts anyway. */
const TEXTS: ReadonlySet<string> = new Set([
  'Action',
  'Destination',
  'EventSourceArn',
  'FunctionName',
  'FunctionVersion',
  'Handler',
  'Name',
  'Principal',
  'Role',
  'Runtime',
  'S3Bucket',
  'S3Key',
  'SourceAccount',
  'SourceArn',
  'StatementId',
  'ZipFile',
]);

/** The members that the body adds to the input. Throws SerializationException. */
export function parseBody({ body }: WireRequest): Record<string, unknown> {
  if (body.length === 0) return {};
  const parsed = parseJson(Buffer.from(body).toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  return parsed as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) => {
      if (TEXTS.has(name) && value !== null && typeof value !== 'string')
        throw new AwsError('SerializationException', `${name} is not a string.`);
      return value;
    });
  } catch (error) {
    if (error instanceof AwsError) throw error;
    return undefined;
  }
}
