/** What can happen to an object that a bucket tells others about. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */

interface EventKind {
  /** In EventBridge's envelope. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
  readonly detailType: string;
  readonly reason?: string;
  readonly deletionType?: string;
  /** Of the message to queues, topics and functions. */
  readonly version: '2.1' | '2.3';
}

const created = (reason: string): EventKind => ({ detailType: 'Object Created', reason, version: '2.1' });
const deleted = (reason: string, deletionType: string, version: '2.1' | '2.3'): EventKind => ({
  detailType: 'Object Deleted',
  reason,
  deletionType,
  version,
});

/** By their name in messages, which in configurations has `s3:` before it. */
const OBJECT_EVENTS = {
  'ObjectCreated:Put': created('PutObject'),
  'ObjectCreated:Post': created('POST Object'),
  'ObjectCreated:Copy': created('CopyObject'),
  'ObjectCreated:CompleteMultipartUpload': created('CompleteMultipartUpload'),
  'ObjectRemoved:Delete': deleted('DeleteObject', 'Permanently Deleted', '2.1'),
  'ObjectRemoved:DeleteMarkerCreated': deleted('DeleteObject', 'Delete Marker Created', '2.1'),
  'LifecycleExpiration:Delete': deleted('Lifecycle Expiration', 'Permanently Deleted', '2.3'),
  'LifecycleExpiration:DeleteMarkerCreated': deleted('Lifecycle Expiration', 'Delete Marker Created', '2.3'),
  'ObjectTagging:Put': { detailType: 'Object Tags Added', version: '2.3' },
  'ObjectTagging:Delete': { detailType: 'Object Tags Deleted', version: '2.3' },
} as const satisfies Record<string, EventKind>;

export type ObjectEvent = keyof typeof OBJECT_EVENTS;

export function kindOf(event: ObjectEvent): EventKind {
  return OBJECT_EVENTS[event];
}

/** Events of S3 that never happen here: there is no archive to restore from, no replication, no second class of storage. */
const NEVER = [
  'IntelligentTiering',
  'LifecycleTransition',
  'ObjectAcl:Put',
  'ObjectRestore:Completed',
  'ObjectRestore:Delete',
  'ObjectRestore:Post',
  'ReducedRedundancyLostObject',
  'Replication:OperationFailedReplication',
  'Replication:OperationMissedThreshold',
  'Replication:OperationNotTracked',
  'Replication:OperationReplicatedAfterThreshold',
];

const ALL = [...Object.keys(OBJECT_EVENTS), ...NEVER].map((name) => `s3:${name}`);

/** The events a name in a configuration stands for, all of a family for `s3:ObjectCreated:*`; none if S3 has no such name. */
export function eventsNamed(name: string): readonly string[] {
  if (!name.endsWith(':*')) return ALL.filter((event) => event === name);
  return ALL.filter((event) => event.startsWith(name.slice(0, -1)) && event.split(':').length === 3);
}
