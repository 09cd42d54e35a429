/** `PutResourcePolicy`, `GetResourcePolicy` and `DeleteResourcePolicy`, for streams. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints } from './constraints.ts';
import { invalidArgument, resourceNotFound } from './kinesis-errors.ts';
import { openStream, saveStream, type Stream } from './stream.ts';

interface NamesResource {
  readonly ResourceARN: string;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html */
export function putResourcePolicy(context: Context, input: NamesResource & { readonly Policy: string }): void {
  const stream = openResource(context, 'PutResourcePolicy', input);
  checkConstraints(input, { Policy: { type: 'string', required: true } });
  if (!isPolicy(input.Policy)) throw invalidArgument('The policy is not a valid JSON policy document.');
  saveStream(context, { ...stream, policy: input.Policy });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html */
export function getResourcePolicy(context: Context, input: NamesResource): { Policy: string } {
  const { policy } = openResource(context, 'GetResourcePolicy', input);
  return { Policy: policy ?? '{}' };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteResourcePolicy.html */
export function deleteResourcePolicy(context: Context, input: NamesResource): void {
  const stream = openResource(context, 'DeleteResourcePolicy', input);
  if (stream.policy === undefined)
    throw resourceNotFound(`No resource policy found for resource ARN ${input.ResourceARN}.`);
  delete stream.policy;
  saveStream(context, stream);
}

/** Policies of consumers are not kept: nothing can be read through a consumer here. */
function openResource(context: Context, action: string, input: NamesResource): Stream {
  checkConstraints(input, { ResourceARN: { type: 'string', required: true, min: 1, max: 2048 } });
  if (input.ResourceARN.includes('/consumer/'))
    throw invalidArgument('Resource policies of stream consumers are not supported.');
  return openStream(context, action, { StreamARN: input.ResourceARN });
}

function isPolicy(text: string): boolean {
  try {
    const policy = JSON.parse(text) as { Statement?: unknown } | null;
    return typeof policy?.Statement === 'object';
  } catch {
    return false;
  }
}
