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

const MAX_RECORDS = 10_000;

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

  function read(shardId: string, position: Position, limit: number): Page {
    const { ShardIterator } = call<{ ShardIterator: string }>('GetShardIterator', {
      ShardId: shardId,
      ...iteratorType(position),
    });
    const page = call<{ Records: KinesisRecord[]; NextShardIterator?: string | null }>('GetRecords', {
      ShardIterator,
      Limit: Math.min(limit, MAX_RECORDS),
    });
    return {
      records: page.Records.map((record) => eventRecord(shardId, record)),
      end: page.NextShardIterator === undefined || page.NextShardIterator === null,
    };
  }

  return {
    read,
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
    tip(shardId) {
      // Half a millisecond keeps the rounding of seconds away from both neighbours.
      const now: Position = { type: 'AT_TIMESTAMP', timestamp: (context.now - 0.5) / 1000 };
      const last = read(shardId, now, MAX_RECORDS).records.at(-1);
      return last === undefined ? now : { type: 'AFTER', sequenceNumber: last.sequenceNumber };
    },
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
