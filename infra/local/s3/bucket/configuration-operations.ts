/** The Get, Put and Delete operations of every kind of bucket configuration, made from their table. */

import type { Context } from '../../kernel/context.ts';
import type { Operation } from '../../kernel/service.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { s3Error } from '../s3-error.ts';
import { putBucket, type BucketRecord } from '../store/bucket-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { CONFIGURATIONS, DEFAULT_CONFIGURATIONS, type ConfigurationKind } from './configurations.ts';
import { scheduleLifecycle } from './lifecycle.ts';

interface PutConfigurationInput extends BucketInput {
  /** As its XML reads, below the root element. */
  readonly Configuration: XmlTree;
}

export const configurationOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  CONFIGURATIONS.flatMap((kind) => {
    const { operation, action } = kind;
    return [
      [
        `Get${operation}`,
        (context: Context, input: BucketInput) => ({
          Configuration: configurationOf(openBucket(context, input, `s3:Get${action}`), kind),
        }),
      ],
      [
        `Put${operation}`,
        (context: Context, input: PutConfigurationInput) => {
          const bucket = openBucket(context, input, `s3:Put${action}`);
          kind.check(input.Configuration);
          configure(context, bucket, { [kind.subresource]: input.Configuration });
          return {};
        },
      ],
      [
        `Delete${operation}`,
        (context: Context, input: BucketInput) => {
          const bucket = openBucket(context, input, `s3:Put${action}`);
          configure(context, bucket, { [kind.subresource]: resetTo(kind) });
          return {};
        },
      ],
    ] as const;
  }),
);

/** Replaces some of a bucket's configurations; undefined removes one. They have been checked. */
export function configure(
  context: Context,
  bucket: BucketRecord,
  changes: Readonly<Record<string, XmlTree | undefined>>,
): BucketRecord {
  const merged = Object.entries({ ...bucket.configurations, ...changes }).filter(([, value]) => value !== undefined);
  const configured = { ...bucket, configurations: Object.fromEntries(merged) };
  putBucket(context.tx, configured);
  if (changes['lifecycle'] !== undefined) scheduleLifecycle(context, bucket.name);
  return configured;
}

/** Encryption cannot be switched off. */
function resetTo({ subresource }: ConfigurationKind): XmlTree | undefined {
  return subresource === 'encryption' ? DEFAULT_CONFIGURATIONS[subresource] : undefined;
}

function configurationOf(bucket: BucketRecord, { subresource, missing: [code, message] }: ConfigurationKind): XmlTree {
  const found = bucket.configurations[subresource] as XmlTree | undefined;
  if (found === undefined) throw s3Error(code, 404, message, { BucketName: bucket.name });
  return found;
}
