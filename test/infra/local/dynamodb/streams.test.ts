import { expect, test } from 'vitest';
import type { StreamRecord } from '../../../../infra/local/dynamodb/streams/append-record.ts';
import { dynamodbRig, thing, type Rig } from './dynamodb-rig.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Described {
  readonly StreamDescription: {
    readonly StreamArn: string;
    readonly StreamStatus: string;
    readonly Shards: readonly { readonly ShardId: string }[];
  };
}

function describeStream(rig: Rig): Described['StreamDescription'] {
  const { Streams } = rig.call('ListStreams', { TableName: 'things' }) as { Streams: { StreamArn: string }[] };
  return (rig.call('DescribeStream', { StreamArn: Streams.at(-1)?.StreamArn }) as Described).StreamDescription;
}

/** Everything in each shard, in order. */
function shards(rig: Rig, from: object = { ShardIteratorType: 'TRIM_HORIZON' }): StreamRecord[][] {
  const { StreamArn, Shards } = describeStream(rig);
  return Shards.map(({ ShardId }) => {
    const { ShardIterator } = rig.call('GetShardIterator', { StreamArn, ShardId, ...from }) as {
      ShardIterator: string;
    };
    return (rig.call('GetRecords', { ShardIterator }) as { Records: StreamRecord[] }).Records;
  });
}

test('each real change is one record, with its images; what changes nothing is none', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1, { v: { S: 'x' } }));
  rig.put(thing('a', 1, { v: { S: 'x' } }));
  rig.put(thing('a', 1, { v: { S: 'y' } }));
  rig.refusal('PutItem', { TableName: 'things', Item: thing('a', 1), ConditionExpression: 'attribute_not_exists(pk)' });
  rig.call('DeleteItem', { TableName: 'things', Key: thing('a', 1) });
  rig.call('DeleteItem', { TableName: 'things', Key: thing('a', 1) });
  const records = shards(rig).flat();
  expect(
    records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => [eventName, OldImage?.['v'], NewImage?.['v']]),
  ).toEqual([
    ['INSERT', undefined, { S: 'x' }],
    ['MODIFY', { S: 'x' }, { S: 'y' }],
    ['REMOVE', { S: 'y' }, undefined],
  ]);
  expect(records[0]?.dynamodb.Keys).toEqual(thing('a', 1));
  expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
});

test('items of one partition spread over at least four shards; one item stays in one, in order', () => {
  const rig = dynamodbRig();
  for (let round = 0; round < 3; round += 1) {
    for (let sk = 0; sk < 20; sk += 1) rig.put(thing('a', sk, { round: { N: String(round) } }));
  }
  const filled = shards(rig).filter((records) => records.length > 0);
  expect(filled.length).toBeGreaterThanOrEqual(4);
  for (let sk = 0; sk < 20; sk += 1) {
    const holding = filled.filter((records) => records.some(({ dynamodb }) => dynamodb.Keys['sk']?.N === String(sk)));
    expect(holding).toHaveLength(1);
    const ofItem = holding[0]?.filter(({ dynamodb }) => dynamodb.Keys['sk']?.N === String(sk)) ?? [];
    expect(ofItem.map(({ dynamodb }) => dynamodb.NewImage?.['round']?.N)).toEqual(['0', '1', '2']);
  }
});

test('iterators start where they are told', () => {
  const rig = dynamodbRig();
  for (let v = 0; v < 3; v += 1) rig.put(thing('a', 1, { v: { N: String(v) } }));
  const all = shards(rig).find((records) => records.length > 0) ?? [];
  const shard = shards(rig).findIndex((records) => records.length > 0);
  const SequenceNumber = all[1]?.dynamodb.SequenceNumber;
  expect(shards(rig, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber })[shard]).toEqual(all.slice(1));
  expect(shards(rig, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber })[shard]).toEqual(all.slice(2));
  expect(shards(rig, { ShardIteratorType: 'LATEST' }).flat()).toEqual([]);
});

test('LATEST sees what comes after it', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1));
  const { StreamArn, Shards } = describeStream(rig);
  const iterators = Shards.map(
    ({ ShardId }) => rig.call('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'LATEST' }) as object,
  );
  rig.put(thing('a', 2));
  const records = iterators.flatMap(
    (iterator) => (rig.call('GetRecords', iterator) as { Records: StreamRecord[] }).Records,
  );
  expect(records.map(({ dynamodb }) => dynamodb.Keys)).toEqual([thing('a', 2)]);
});

test('records are trimmed after a day; iterators expire after 15 minutes', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1));
  const SequenceNumber = shards(rig).flat()[0]?.dynamodb.SequenceNumber;
  const shard = shards(rig).findIndex((records) => records.length > 0);
  const { StreamArn, Shards } = describeStream(rig);
  const at = { StreamArn, ShardId: Shards[shard]?.ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber };
  const iterator = rig.call('GetShardIterator', at) as object;
  rig.test.advance(16 * 60_000);
  expect(rig.refusal('GetRecords', iterator).code).toBe('ExpiredIteratorException');
  expect(shards(rig).flat()).toHaveLength(1);
  rig.test.advance(DAY_MS);
  expect(shards(rig).flat()).toEqual([]);
  expect(rig.refusal('GetShardIterator', at).code).toBe('TrimmedDataAccessException');
});

test('a stream outlives its table by a day', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1));
  rig.call('DeleteTable', { TableName: 'things' });
  expect(describeStream(rig).StreamStatus).toBe('DISABLED');
  expect(shards(rig).flat()).toHaveLength(1);
  rig.test.advance(DAY_MS + 60 * 60_000);
  expect(rig.call('ListStreams')).toEqual({ Streams: [] });
});

test('expired items are deleted by the service, which the record says', () => {
  const rig = dynamodbRig();
  const now = Math.floor(rig.test.now() / 1000);
  rig.put(thing('early', 1, { until: { N: String(now + 60) } }));
  rig.call('UpdateTimeToLive', {
    TableName: 'things',
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
  });
  rig.put(thing('late', 1, { until: { N: String(now + 600) } }));
  rig.put(thing('never', 1, { until: { S: 'text' } }));
  rig.test.advance(200_000);
  expect([rig.get(thing('early', 1)), rig.get(thing('late', 1))]).toEqual([undefined, expect.anything()]);
  const removed = shards(rig)
    .flat()
    .filter(({ eventName }) => eventName === 'REMOVE');
  expect(removed.map(({ userIdentity, dynamodb }) => [userIdentity, dynamodb.Keys])).toEqual([
    [{ Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' }, thing('early', 1)],
  ]);
  rig.test.advance(600_000);
  expect([rig.get(thing('late', 1)), rig.get(thing('never', 1))]).toEqual([undefined, expect.anything()]);
});

test('an append is signalled', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1));
  expect(rig.test.signals).toContain(`dynamodb-stream:${describeStream(rig).StreamArn}`);
});
