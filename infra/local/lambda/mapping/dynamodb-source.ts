/** A DynamoDB stream as the source of a mapping. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */

import type { Caller, Context } from '../../kernel/context.ts';
import type { Page, Position, Shard, StreamRecord, StreamSource } from './stream-source.ts';

interface DynamoShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string };
}

interface DynamoRecord {
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: unknown;
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number;
  };
  readonly [member: string]: unknown;
}

const MAX_RECORDS = 1000;

export function dynamodbSource(context: Context, StreamArn: string, role: Caller): StreamSource {
  const call = <Output>(operation: string, input: object): Output =>
    context.call<Output>('dynamodbstreams', operation, input, role);

  function eventRecord(record: DynamoRecord): StreamRecord {
    const { SequenceNumber, Keys, ApproximateCreationDateTime } = record.dynamodb;
    return {
      sequenceNumber: SequenceNumber,
      orderKey: JSON.stringify(Keys),
      arrivalMs: ApproximateCreationDateTime * 1000,
      event: { ...record, eventSourceARN: StreamArn },
    };
  }

  function read(shardId: string, position: Position, limit: number): Page {
    const { ShardIterator } = call<{ ShardIterator: string }>('GetShardIterator', {
      StreamArn,
      ShardId: shardId,
      ...(position.type === 'AFTER'
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position.sequenceNumber }
        : { ShardIteratorType: 'TRIM_HORIZON' }),
    });
    const page = call<{ Records: DynamoRecord[]; NextShardIterator?: string | null }>('GetRecords', {
      ShardIterator,
      Limit: Math.min(limit, MAX_RECORDS),
    });
    return {
      records: page.Records.map(eventRecord),
      end: page.NextShardIterator === undefined || page.NextShardIterator === null,
    };
  }

  return {
    read,
    shards() {
      const shards: Shard[] = [];
      let from: string | undefined;
      do {
        const { StreamDescription: page } = call<{
          StreamDescription: { Shards: DynamoShard[]; LastEvaluatedShardId?: string };
        }>('DescribeStream', { StreamArn, ...(from === undefined ? {} : { ExclusiveStartShardId: from }) });
        for (const { ShardId, ParentShardId, SequenceNumberRange } of page.Shards) {
          const closed = SequenceNumberRange.EndingSequenceNumber !== undefined;
          shards.push({ id: ShardId, parentIds: ParentShardId === undefined ? [] : [ParentShardId], closed });
        }
        from = page.LastEvaluatedShardId;
      } while (from !== undefined);
      return shards;
    },
    // A stream has no iterator by time, and an iterator at the tip would expire: the last record is looked up once.
    tip(shardId) {
      let position: Position = { type: 'TRIM_HORIZON' };
      for (;;) {
        const last = read(shardId, position, MAX_RECORDS).records.at(-1);
        if (last === undefined) return position;
        position = { type: 'AFTER', sequenceNumber: last.sequenceNumber };
      }
    },
  };
}
