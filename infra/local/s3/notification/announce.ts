/** Tells whoever a bucket's configuration names about a change of an object, as soon as it is committed. */

import type { Context } from '../../kernel/context.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import type { StoredVersion } from '../store/version-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { scheduleNotification } from './deliver-notification.ts';
import type { Destination } from './destination.ts';
import { matchesRule, notificationRules, tellsEventBridge } from './notification-rules.ts';
import { changeEvent, changeMessage, type ObjectChange } from './object-change.ts';
import type { ObjectEvent } from './object-event.ts';

/** To be called by whatever changed `version`, which for a deletion is the one that is gone, or the marker over it. */
export function announce(context: Context, bucket: BucketRecord, event: ObjectEvent, version: StoredVersion): void {
  const configuration = bucket.configurations['notification'] as XmlTree | undefined;
  if (configuration === undefined) return;
  const change = changeOf(context, bucket, event, version);
  const send = (destination: Destination, message: string): void =>
    scheduleNotification(context, { sender: { name: bucket.name, account: bucket.account }, destination, message });
  for (const rule of notificationRules(configuration))
    if (matchesRule(rule, event, version.key)) send(rule, changeMessage(context, bucket, change, rule.id));
  if (tellsEventBridge(configuration)) {
    const arn = `arn:aws:events:${context.region}:${bucket.account}:event-bus/default`;
    send({ kind: 'bus', arn }, changeEvent(context, bucket, change));
  }
}

function changeOf(context: Context, bucket: BucketRecord, event: ObjectEvent, version: StoredVersion): ObjectChange {
  const sequencer = context.sequence().toString(16).toUpperCase().padStart(18, '0');
  const isThere = version.type === 'object' && !event.endsWith(':Delete');
  return {
    event,
    key: version.key,
    sequencer,
    ...(isThere && { size: version.size, etag: version.etag }),
    ...(bucket.versioning !== undefined && { versionId: version.versionId }),
  };
}
