/** The configurations of a bucket that the engine does not have: asked for one, it says as S3 does that there is none. */

import type { Context } from '../../kernel/context.ts';
import type { Operation } from '../../kernel/service.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { s3Error } from '../s3-error.ts';

interface AbsentConfiguration {
  /** The query parameter that addresses it. */
  readonly subresource: string;
  readonly operation: string;
  /** After `s3:`. */
  readonly action: string;
  /** The document's root element. */
  readonly root: string;
  /** What the document of a bucket without it says, or code and message of the error there is instead. */
  readonly answer: Readonly<Record<string, string>> | readonly [code: string, message: string];
}

export const ABSENT_CONFIGURATIONS: readonly AbsentConfiguration[] = [
  {
    subresource: 'website',
    operation: 'GetBucketWebsite',
    action: 'GetBucketWebsite',
    root: 'WebsiteConfiguration',
    answer: ['NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
  },
  {
    subresource: 'replication',
    operation: 'GetBucketReplication',
    action: 'GetReplicationConfiguration',
    root: 'ReplicationConfiguration',
    answer: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  },
  {
    subresource: 'object-lock',
    operation: 'GetObjectLockConfiguration',
    action: 'GetBucketObjectLockConfiguration',
    root: 'ObjectLockConfiguration',
    answer: ['ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'],
  },
  {
    subresource: 'logging',
    operation: 'GetBucketLogging',
    action: 'GetBucketLogging',
    root: 'BucketLoggingStatus',
    answer: {},
  },
  {
    subresource: 'accelerate',
    operation: 'GetBucketAccelerateConfiguration',
    action: 'GetAccelerateConfiguration',
    root: 'AccelerateConfiguration',
    answer: {},
  },
  {
    subresource: 'requestPayment',
    operation: 'GetBucketRequestPayment',
    action: 'GetBucketRequestPayment',
    root: 'RequestPaymentConfiguration',
    answer: { Payer: 'BucketOwner' },
  },
];

export const absentConfigurationOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  ABSENT_CONFIGURATIONS.map(({ operation, action, answer }) => [
    operation,
    (context: Context, input: BucketInput) => {
      const { name } = openBucket(context, input, `s3:${action}`);
      if (!isRefusal(answer)) return answer;
      throw s3Error(answer[0], 404, answer[1], { BucketName: name });
    },
  ]),
);

function isRefusal(answer: AbsentConfiguration['answer']): answer is readonly [code: string, message: string] {
  return Array.isArray(answer);
}
