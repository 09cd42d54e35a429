/** The inputs of the batch operations. */

import type { Item } from '../attribute-value.ts';
import type { ReturnConsumedCapacity } from '../capacity.ts';
import type { BindingParameters } from '../expressions/bindings.ts';
import { attributeValue } from '../shapes/attribute-value-shape.ts';
import { list, map, structure } from '../shapes/collection.ts';
import * as members from '../shapes/members.ts';
import { boolean, string } from '../shapes/scalar.ts';

export interface KeysAndAttributes extends BindingParameters {
  readonly Keys: readonly Item[];
  readonly AttributesToGet?: readonly string[];
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
}

export interface BatchGetItemInput {
  readonly RequestItems: Readonly<Record<string, KeysAndAttributes>>;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
}

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

export interface BatchWriteItemInput {
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
  readonly ReturnItemCollectionMetrics?: 'SIZE' | 'NONE';
}

const tableNames = { minLength: 3, maxLength: 255, pattern: members.NAME_PATTERN };

export const batchGetItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  RequestItems: map(
    structure(
      {
        Keys: list(map(attributeValue(), 'AttributeValue', {}, 'parameterized'), {
          required: true,
          minLength: 1,
          maxLength: 100,
        }),
        AttributesToGet: members.attributesToGet,
        ConsistentRead: boolean(),
        ProjectionExpression: string(),
        ExpressionAttributeNames: members.expressionNames,
      },
      'KeysAndAttributes',
      {},
      'value',
    ),
    'KeysAndAttributes',
    { required: true, minLength: 1, keys: tableNames },
  ),
});

export const batchWriteItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  ReturnItemCollectionMetrics: members.returnItemCollectionMetrics,
  RequestItems: map(
    list(
      structure(
        {
          DeleteRequest: structure({ Key: members.attributes({ required: true }) }, 'DeleteRequest'),
          PutRequest: structure({ Item: members.attributes({ required: true }) }, 'PutRequest'),
        },
        'WriteRequest',
        {},
        'value',
      ),
      {},
      'parameterized',
    ),
    'java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>',
    { required: true, minLength: 1, keys: tableNames, values: { minLength: 1, maxLength: 25 } },
  ),
});
