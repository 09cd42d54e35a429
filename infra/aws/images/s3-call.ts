/** Calls S3 on one object, and tells the answers that say something about it from failures. */

import { unavailable } from '../../../domain/ports/port-error.ts';
import { isTransient } from '../unavailable.ts';

/** There is no such object, or it is not what the caller takes it for. */
export type Missed = 'absent' | 'changed';

/**
 * What the call returns, or why there is nothing to do with the object. Throws `Unavailable` where another attempt may
 * succeed. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
export async function onObject<T>(what: string, call: () => Promise<T>): Promise<T | Missed> {
  try {
    return await call();
  } catch (error) {
    const { name = '', $metadata = {} } = error as S3Failure;
    if (name === 'PreconditionFailed' || $metadata.httpStatusCode === 412) return 'changed';
    if (ABSENT.has(name)) return 'absent';
    // Another writer of the same key was at it in the same moment.
    if (isTransient(error) || name === 'ConditionalRequestConflict') throw unavailable(what, error);
    throw error;
  }
}

const ABSENT = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);

interface S3Failure {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
