/** A change of an object, and how it is told: to queues, topics and functions one way, to EventBridge another. */

import { uuid } from '../../kernel/engine.ts';
import type { Context } from '../../kernel/context.ts';
import { ownerOf } from '../listing/list-parameters.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import { requestIds } from '../wire/refuse.ts';
import { kindOf, type ObjectEvent } from './object-event.ts';

export interface ObjectChange {
  readonly event: ObjectEvent;
  readonly key: string;
  /** Bytes; not of what is deleted. */
  readonly size?: number;
  /** Without quotes; not of what is deleted. */
  readonly etag?: string;
  /** In a bucket that has or had versioning. */
  readonly versionId?: string;
  /** Grows with each change of a key; hexadecimal, all of one length. */
  readonly sequencer: string;
}

/** There is only this machine. */
const ADDRESS = '127.0.0.1';
const LIFECYCLE = 's3.amazonaws.com';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function changeMessage(
  context: Context,
  bucket: BucketRecord,
  change: ObjectChange,
  configurationId: string,
): string {
  const { event, key, size, etag, versionId, sequencer } = change;
  const record = {
    eventVersion: kindOf(event).version,
    eventSource: 'aws:s3',
    awsRegion: context.region,
    eventTime: new Date(context.now).toISOString(),
    eventName: event,
    userIdentity: { principalId: principalOf(context, event) },
    requestParameters: { sourceIPAddress: ADDRESS },
    responseElements: requestIds(context.requestId),
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: ownerOf(bucket.account).ID.slice(0, 14).toUpperCase() },
        arn: `arn:aws:s3:::${bucket.name}`,
      },
      object: { key: urlEncoded(key), size, eTag: etag, versionId, sequencer },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** A whole event in EventBridge's envelope. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function changeEvent(context: Context, bucket: BucketRecord, change: ObjectChange): string {
  const { event, key, size, etag, versionId, sequencer } = change;
  const { detailType, reason, deletionType } = kindOf(event);
  return JSON.stringify({
    version: '0',
    id: uuid(context.random),
    'detail-type': detailType,
    source: 'aws.s3',
    account: bucket.account,
    time: `${new Date(context.now).toISOString().slice(0, 19)}Z`,
    region: context.region,
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: { key, size, etag, 'version-id': versionId, sequencer },
      'request-id': requestIds(context.requestId)['x-amz-request-id'],
      requester: isLifecycle(event) ? LIFECYCLE : context.caller.account,
      ...(!isLifecycle(event) && { 'source-ip-address': ADDRESS }),
      reason,
      'deletion-type': deletionType,
    },
  });
}

/** As in a query: slashes stay, a space is a plus. */
function urlEncoded(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function principalOf({ caller }: Context, event: ObjectEvent): string {
  if (isLifecycle(event)) return LIFECYCLE;
  if (caller.type === 'role') return `AWS:${caller.roleArn.split('/').at(-1)}:${caller.session}`;
  return caller.type === 'root' ? `AWS:${caller.account}` : caller.principal;
}

function isLifecycle(event: ObjectEvent): boolean {
  return event.startsWith('LifecycleExpiration:');
}
