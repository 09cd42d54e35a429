/** The inputs of the transactional operations. */

import type { Item } from '../attribute-value.ts';
import type { ReturnConsumedCapacity } from '../capacity.ts';
import type { ExpressionParameters } from '../expressions/request-expressions.ts';
import { list, structure } from '../shapes/collection.ts';
import * as members from '../shapes/members.ts';
import { string } from '../shapes/scalar.ts';
import type { Shape } from '../shapes/shape.ts';

export interface ActionInput extends ExpressionParameters {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
}

export type ActionType = 'ConditionCheck' | 'Put' | 'Delete' | 'Update';

export type TransactWriteItem = { readonly [type in ActionType]?: ActionInput };

export interface TransactWriteItemsInput {
  readonly TransactItems: readonly TransactWriteItem[];
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
  readonly ReturnItemCollectionMetrics?: 'SIZE' | 'NONE';
  readonly ClientRequestToken?: string;
}

const key = members.attributes({ required: true });

const common = {
  TableName: members.tableName,
  ExpressionAttributeNames: members.expressionNames,
  ExpressionAttributeValues: members.attributes(),
  ReturnValuesOnConditionCheckFailure: members.returnOnFailure,
};

const action = (javaType: string, own: Readonly<Record<string, Shape>>) => structure({ ...own, ...common }, javaType);

export const transactWriteItemsInput = structure({
  TransactItems: list(
    structure(
      {
        ConditionCheck: action('ConditionCheck', { Key: key, ConditionExpression: string({ required: true }) }),
        Put: action('Put', { Item: key, ConditionExpression: string() }),
        Delete: action('Delete', { Key: key, ConditionExpression: string() }),
        Update: action('Update', {
          Key: key,
          UpdateExpression: string({ required: true }),
          ConditionExpression: string(),
        }),
      },
      'TransactWriteItem',
      {},
      'value',
    ),
    { required: true, minLength: 1, maxLength: 100 },
  ),
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  ReturnItemCollectionMetrics: members.returnItemCollectionMetrics,
  ClientRequestToken: string({ minLength: 1, maxLength: 36 }),
});

export interface TransactGetItemsInput {
  readonly TransactItems: readonly {
    readonly Get: ExpressionParameters & { readonly TableName: string; readonly Key: Item };
  }[];
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
}

export const transactGetItemsInput = structure({
  TransactItems: list(
    structure(
      {
        Get: structure(
          {
            Key: key,
            TableName: members.tableName,
            ProjectionExpression: string(),
            ExpressionAttributeNames: members.expressionNames,
          },
          'Get',
          { required: true },
        ),
      },
      'TransactGetItem',
      {},
      'value',
    ),
    { required: true, minLength: 1, maxLength: 100 },
  ),
  ReturnConsumedCapacity: members.returnConsumedCapacity,
});
