import { describe, expect, test } from 'vitest';
import { CLIENTS_MISSING } from '../clients-engine.ts';
import { commandLine } from './command-line.ts';

const { aws, engine, refusal } = commandLine();

interface Items {
  readonly Items: readonly Record<string, Record<string, string>>[];
  readonly NextToken?: string;
}

interface Iterator {
  readonly ShardIterator: string;
}

interface Read {
  readonly Records: readonly object[];
}

/** An operation of the stream without the command line, which takes its time. */
const call = <Output>(operation: string, input: object) =>
  engine().engine.run({ type: 'root', account: '000000000000' }, (context) =>
    context.call<Output>('dynamodbstreams', operation, input),
  );

describe.skipIf(CLIENTS_MISSING)('aws dynamodb', () => {
  test('creates a table and waits until it exists', async () => {
    await aws(
      ...['dynamodb', 'create-table', '--table-name', 'things', '--billing-mode', 'PAY_PER_REQUEST'],
      ...['--attribute-definitions', 'AttributeName=kind,AttributeType=S', 'AttributeName=at,AttributeType=N'],
      ...['--key-schema', 'AttributeName=kind,KeyType=HASH', 'AttributeName=at,KeyType=RANGE'],
      ...['--stream-specification', 'StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES'],
    );
    await aws('dynamodb', 'wait', 'table-exists', '--table-name', 'things');
  });

  test('writes all or nothing', async () => {
    const put = (at: number, more = {}) => ({
      Put: { TableName: 'things', Item: { kind: { S: 'a' }, at: { N: String(at) }, name: { S: `é${at}` } }, ...more },
    });
    const write = (...items: object[]) => [
      'dynamodb',
      'transact-write-items',
      '--transact-items',
      JSON.stringify(items),
    ];
    await aws(...write(put(1), put(2), put(10)));
    const twice = await refusal(...write(put(11), put(10, { ConditionExpression: 'attribute_not_exists(kind)' })));
    expect(twice).toBe(
      'An error occurred (TransactionCanceledException) when calling the TransactWriteItems operation: ' +
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    );
  });

  test('queries in pages of its own', async () => {
    const query = [
      ...['dynamodb', 'query', '--table-name', 'things', '--key-condition-expression', 'kind = :k'],
      ...['--expression-attribute-values', '{":k":{"S":"a"}}', '--projection-expression', '#n'],
      ...['--expression-attribute-names', '{"#n":"name"}', '--page-size', '1'],
    ];
    const first = await aws<Items>(...query, '--max-items', '2');
    expect(first.Items).toEqual([{ name: { S: 'é1' } }, { name: { S: 'é2' } }]);
    const rest = await aws<Items>(...query, '--starting-token', first.NextToken ?? '');
    expect(rest.Items).toEqual([{ name: { S: 'é10' } }]);
  });

  test('reads what changed from the stream', async () => {
    const { Streams } = await aws<{ Streams: { StreamArn: string }[] }>('dynamodbstreams', 'list-streams');
    const arn = Streams[0]?.StreamArn ?? '';
    const { StreamDescription } = await aws<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
      ...['dynamodbstreams', 'describe-stream', '--stream-arn', arn],
    );
    const iterators = StreamDescription.Shards.map(({ ShardId }) =>
      call<Iterator>('GetShardIterator', { StreamArn: arn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const filled = iterators.find((iterator) => call<Read>('GetRecords', iterator).Records.length > 0);
    const read = await aws<Read>('dynamodbstreams', 'get-records', '--shard-iterator', filled?.ShardIterator ?? '');
    expect(read.Records[0]).toMatchObject({ eventName: 'INSERT', dynamodb: { Keys: { kind: { S: 'a' } } } });
  });

  test('deletes the table and waits until it is gone', async () => {
    await aws('dynamodb', 'delete-table', '--table-name', 'things');
    await aws('dynamodb', 'wait', 'table-not-exists', '--table-name', 'things');
    expect(await refusal('dynamodb', 'describe-table', '--table-name', 'things')).toBe(
      'An error occurred (ResourceNotFoundException) when calling the DescribeTable operation: ' +
        'Requested resource not found: Table: things not found',
    );
  });
});

describe.skipIf(CLIENTS_MISSING)('aws kinesis', () => {
  test('puts a record and gets it back', async () => {
    await aws('kinesis', 'create-stream', '--stream-name', 'intake', '--shard-count', '1');
    const data = Buffer.from('ü\u0000').toString('base64');
    const put = await aws('kinesis', 'put-record', '--stream-name', 'intake', '--partition-key', 'k', '--data', data);
    expect(put).toMatchObject({ ShardId: 'shardId-000000000000' });
    const { ShardIterator } = await aws<{ ShardIterator: string }>(
      ...['kinesis', 'get-shard-iterator', '--stream-name', 'intake', '--shard-id', 'shardId-000000000000'],
      ...['--shard-iterator-type', 'TRIM_HORIZON'],
    );
    const got = await aws('kinesis', 'get-records', '--shard-iterator', ShardIterator);
    expect(got).toMatchObject({ Records: [{ Data: data, PartitionKey: 'k' }], MillisBehindLatest: 0 });
  });
});
