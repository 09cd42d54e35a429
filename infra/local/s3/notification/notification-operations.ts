/** Whom a bucket tells about its objects. https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html */

import type { Context } from '../../kernel/context.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { putBucket, type BucketRecord } from '../store/bucket-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { checkedNotification } from './check-notification.ts';
import { notificationRules } from './notification-rules.ts';
import { testDestinations } from './test-destinations.ts';

interface PutNotificationInput extends BucketInput {
  /** As its XML reads, below the root element; an empty one ends all notifications. */
  readonly Configuration: XmlTree;
  readonly SkipDestinationValidation?: boolean;
}

export const notificationOperations = {
  GetBucketNotificationConfiguration(context: Context, input: BucketInput) {
    const { configurations } = openBucket(context, input, 's3:GetBucketNotification');
    return { Configuration: configurations['notification'] ?? {} };
  },

  PutBucketNotificationConfiguration(context: Context, input: PutNotificationInput) {
    const bucket = openBucket(context, input, 's3:PutBucketNotification');
    const configuration = checkedNotification(input.Configuration, context.region);
    if (input.SkipDestinationValidation !== true) testDestinations(context, bucket, notificationRules(configuration));
    saveNotification(context, bucket, configuration);
    return {};
  },
};

/** For templates: destinations are tried only if they have changed. */
export function applyNotification(context: Context, bucket: BucketRecord, configuration: XmlTree): void {
  const checked = checkedNotification(configuration, context.region);
  if (JSON.stringify(bucket.configurations['notification'] ?? {}) === JSON.stringify(checked)) return;
  testDestinations(context, bucket, notificationRules(checked));
  saveNotification(context, bucket, checked);
}

function saveNotification({ tx }: Context, bucket: BucketRecord, configuration: XmlTree): void {
  putBucket(tx, { ...bucket, configurations: { ...bucket.configurations, notification: configuration } });
}
