/** DynamoDB and its streams in a test engine, with a table to work on. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../../infra/local/dynamodb/attribute-value.ts';
import { dynamodbService } from '../../../../infra/local/dynamodb/dynamodb-service.ts';
import { dynamodbStreamsService } from '../../../../infra/local/dynamodb/dynamodb-streams-service.ts';
import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import { ROOT, testEngine, type TestEngine, type TestEngineOptions } from '../test-engine.ts';

/** Keys `pk` (string) and `sk` (number), a global index `by-kind` with `colour` included, a local one `by-made`. */
export const TABLE = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'kind', AttributeType: 'S' },
    { AttributeName: 'made', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['colour'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-made',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'made', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

export interface Rig {
  readonly test: TestEngine;
  readonly client: DynamoDBClient;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shapes of the API, spelled out by each test
  call(operation: string, input?: object): any;
  /** Why the call is refused; fails if it is not. */
  refusal(operation: string, input: object): Refusal;
  put(item: Item): void;
  get(key: Item): Item | undefined;
}

/** With the table `things`, unless told not to. */
export function dynamodbRig(options: TestEngineOptions & { readonly bare?: boolean } = {}): Rig {
  const test = testEngine([dynamodbService(), dynamodbStreamsService()], options);
  const call: Rig['call'] = (operation, input = {}) =>
    test.call<unknown>(
      /Stream|Shard|GetRecords/.test(operation) ? 'dynamodbstreams' : 'dynamodb',
      operation,
      structuredClone(input),
    );
  if (!options.bare) call('CreateTable', TABLE);
  return {
    test,
    call,
    client: new DynamoDBClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: test.requestHandler('dynamodb', ROOT) as never,
    }),
    refusal(operation, input) {
      try {
        call(operation, input);
      } catch (error) {
        if (error instanceof AwsError) return error;
        throw error;
      }
      throw new Error(`${operation} was not refused`);
    },
    put: (item) => void call('PutItem', { TableName: 'things', Item: item }),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- see call
    get: (key) => call('GetItem', { TableName: 'things', Key: key }).Item as Item | undefined,
  };
}

export function thing(pk: string, sk: number, attributes: Item = {}): Item {
  return { pk: { S: pk }, sk: { N: String(sk) }, ...attributes };
}
