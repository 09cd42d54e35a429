/** Kinesis as the source of a mapping. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */

import type { Caller, Context } from '../../kernel/context.ts';
import type { Page, Position, Shard, StreamRecord, StreamSource } from './stream-source.ts';

interface KinesisShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string };
}

interface KinesisRecord {
  readonly SequenceNumber: string;
  readonly PartitionKey: string;
  /** Base64. */
  readonly Data: string;
  /** Seconds since the epoch. */
  readonly ApproximateArrivalTimestamp: number;
}

export function kinesisSource(context: Context, StreamARN: string, role: Caller): StreamSource {
  const call = <Output>(operation: string, input: object): Output =>
    context.call<Output>('kinesis', operation, { StreamARN, ...input }, role);

  function eventRecord(shardId: string, record: KinesisRecord): StreamRecord {
    return {
      sequenceNumber: record.SequenceNumber,
      orderKey: record.PartitionKey,
      arrivalMs: record.ApproximateArrivalTimestamp * 1000,
      event: {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey: record.PartitionKey,
          sequenceNumber: record.SequenceNumber,
          data: record.Data,
          approximateArrivalTimestamp: record.ApproximateArrivalTimestamp,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `${shardId}:${record.SequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: role.type === 'role' ? role.roleArn : '',
        awsRegion: context.region,
        eventSourceARN: StreamARN,
      },
    };
  }

  return {
    shards() {
      const shards: Shard[] = [];
      let next: object = {};
      for (;;) {
        const page = context.call<{ Shards: KinesisShard[]; NextToken?: string }>(
          'kinesis',
          'ListShards',
          'NextToken' in next ? next : { StreamARN },
          role,
        );
        for (const shard of page.Shards) {
          const parentIds = [shard.ParentShardId, shard.AdjacentParentShardId].filter((id) => id !== undefined);
          const closed = shard.SequenceNumberRange.EndingSequenceNumber !== undefined;
          shards.push({ id: shard.ShardId, parentIds, closed });
        }
        if (page.NextToken === undefined) return shards;
        next = { NextToken: page.NextToken };
      }
    },
    read(shardId, position, limit): Page {
      const { ShardIterator } = call<{ ShardIterator: string }>('GetShardIterator', {
        ShardId: shardId,
        ...iteratorType(position),
      });
      const page = call<{ Records: KinesisRecord[]; NextShardIterator?: string | null }>('GetRecords', {
        ShardIterator,
        Limit: Math.min(limit, 10_000),
      });
      return {
        records: page.Records.map((record) => eventRecord(shardId, record)),
        end: page.NextShardIterator === undefined || page.NextShardIterator === null,
      };
    },
    tip: () => ({ type: 'AT_TIMESTAMP', timestamp: context.now / 1000 }),
  };
}

function iteratorType(position: Position): object {
  switch (position.type) {
    case 'TRIM_HORIZON':
      return { ShardIteratorType: 'TRIM_HORIZON' };
    case 'AT_TIMESTAMP':
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: position.timestamp };
    case 'AFTER':
      return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: position.sequenceNumber };
  }
}
