/** Writes a change of an item to its table's stream. */

import { hash } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { pick, type Item } from '../attribute-value.ts';
import { itemSize } from '../item-size.ts';
import type { StoredItem } from '../stored-item.ts';
import { keyNames, type StreamView, type Table } from '../table.ts';
import { sequenceNumber, SHARDS, shardParts } from './stream.ts';

/** As GetRecords returns it. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamView;
  };
  readonly userIdentity?: { readonly Type: string; readonly PrincipalId: string };
}

export interface StoredRecord {
  readonly atMs: number;
  readonly record: StreamRecord;
}

interface Change {
  readonly table: Table;
  readonly key: string;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  readonly byTimeToLive?: boolean;
}

/** Appends the change, which is a real one, and signals `dynamodb-stream:<arn>`. */
export function appendRecord(context: Context, stream: NonNullable<Table['stream']>, change: Change): void {
  const { table } = change;
  const sequence = context.sequence();
  const place = shardParts({ account: table.account, tableName: table.name, label: stream.label }, shardOf(change.key));
  const stored: StoredRecord = { atMs: context.now, record: recordOf(context, stream, change, sequence) };
  context.tx.put(key(...place, sequence), stored);
  context.signal(`dynamodb-stream:${stream.arn}`);
}

function recordOf(
  context: Context,
  { arn, view }: NonNullable<Table['stream']>,
  { table, before, after, byTimeToLive }: Change,
  sequence: number,
): StreamRecord {
  const keys = pick((after ?? before)?.item ?? {}, keyNames(table.key));
  const oldImage = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  const newImage = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? after : undefined;
  return {
    eventID: hash('md5', `${arn} ${sequence}`),
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: context.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(context.now / 1000),
      Keys: keys,
      ...(newImage && { NewImage: newImage.item }),
      ...(oldImage && { OldImage: oldImage.item }),
      SequenceNumber: sequenceNumber(sequence),
      SizeBytes: itemSize(keys) + (oldImage?.bytes ?? 0) + (newImage?.bytes ?? 0),
      StreamViewType: view,
    },
    ...(byTimeToLive && { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } }),
  };
}

/** Records of one item share a shard; items of one partition need not (FNV-1a over the whole primary key). */
function shardOf(itemKey: string): number {
  let hashed = 0x811c9dc5;
  for (let at = 0; at < itemKey.length; at += 1) hashed = Math.imul(hashed ^ itemKey.charCodeAt(at), 0x01000193);
  return ((hashed >>> 16) ^ (hashed & 0xffff)) % SHARDS;
}
