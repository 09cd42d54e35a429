import { expect, it } from 'vitest';
import { dynamodbService } from '../../../../../infra/local/dynamodb/dynamodb-service.ts';
import { dynamodbStreamsService } from '../../../../../infra/local/dynamodb/dynamodb-streams-service.ts';
import { lambdaRig } from '../lambda-rig.ts';

interface TableEvent {
  readonly Records: readonly { readonly dynamodb: { readonly NewImage: { readonly n: { readonly N: string } } } }[];
}

function tableRig(StartingPosition: string) {
  const rig = lambdaRig([dynamodbService(), dynamodbStreamsService()]);
  const { TableDescription } = rig.call<{ TableDescription: { LatestStreamArn: string } }>('dynamodb', 'CreateTable', {
    TableName: 'log',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const put = (n: number): unknown =>
    rig.call('dynamodb', 'PutItem', { TableName: 'log', Item: { id: { S: 'a' }, n: { N: String(n) } } });
  rig.settle();
  put(1);
  rig.createFunction();
  const EventSourceArn = TableDescription.LatestStreamArn;
  rig.call('lambda', 'CreateEventSourceMapping', { FunctionName: 'fn', EventSourceArn, StartingPosition });
  rig.settle();
  return { ...rig, put, EventSourceArn };
}

const numbers = (events: unknown[]): string[] =>
  (events as TableEvent[]).flatMap(({ Records }) => Records.map(({ dynamodb }) => dynamodb.NewImage.n.N));

it('passes changes of a table on as AWS does, in order', () => {
  const rig = tableRig('TRIM_HORIZON');
  rig.put(2);
  rig.put(3);
  rig.settle();
  expect(numbers(rig.events)).toEqual(['1', '2', '3']);
  expect(rig.events[0]).toMatchObject({
    Records: [
      {
        eventID: expect.any(String) as unknown,
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: rig.EventSourceArn,
        dynamodb: {
          ApproximateCreationDateTime: rig.now() / 1000,
          Keys: { id: { S: 'a' } },
          NewImage: { id: { S: 'a' }, n: { N: '1' } },
          SequenceNumber: expect.any(String) as unknown,
          SizeBytes: expect.any(Number) as unknown,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      },
    ],
  });
});

it('begins with what comes after it, if told so', () => {
  const rig = tableRig('LATEST');
  rig.put(2);
  rig.settle();
  expect(numbers(rig.events)).toEqual(['2']);
});
