/** The inputs of the operations on single items; the order of members is the order AWS reports their faults in. */

import type { Item } from '../attribute-value.ts';
import type { ReturnConsumedCapacity } from '../capacity.ts';
import type { ExpressionParameters } from '../expressions/request-expressions.ts';
import type { Expected, AttributeUpdate } from '../legacy/legacy-parameters.ts';
import { attributeValue } from '../shapes/attribute-value-shape.ts';
import { map, structure } from '../shapes/collection.ts';
import * as members from '../shapes/members.ts';
import { boolean, string } from '../shapes/scalar.ts';

export interface ReadInput extends ExpressionParameters {
  readonly TableName: string;
  readonly ConsistentRead?: boolean;
  readonly AttributesToGet?: readonly string[];
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
}

export interface GetItemInput extends ReadInput {
  readonly Key: Item;
}

export type ReturnValues = 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';

export interface WriteInput extends ExpressionParameters {
  readonly TableName: string;
  readonly Expected?: Readonly<Record<string, Expected>>;
  readonly ConditionalOperator?: 'AND' | 'OR';
  readonly ReturnValues?: ReturnValues;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
  readonly ReturnItemCollectionMetrics?: 'SIZE' | 'NONE';
}

export interface PutItemInput extends WriteInput {
  readonly Item: Item;
}

export interface DeleteItemInput extends WriteInput {
  readonly Key: Item;
}

export interface UpdateItemInput extends WriteInput {
  readonly Key: Item;
  readonly AttributeUpdates?: Readonly<Record<string, AttributeUpdate>>;
}

const key = members.attributes({ required: true });

const bindings = { ExpressionAttributeValues: members.attributes(), ExpressionAttributeNames: members.expressionNames };

export const getItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  AttributesToGet: members.attributesToGet,
  TableName: members.tableName,
  Key: key,
  ConsistentRead: boolean(),
  ProjectionExpression: string(),
  ExpressionAttributeNames: members.expressionNames,
});

export const putItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  TableName: members.tableName,
  Item: key,
  ConditionalOperator: members.conditionalOperator,
  Expected: members.expected,
  ReturnValues: members.returnValues,
  ReturnItemCollectionMetrics: members.returnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: members.returnOnFailure,
  ConditionExpression: string(),
  ...bindings,
});

export const deleteItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  TableName: members.tableName,
  ReturnValues: members.returnValues,
  ReturnItemCollectionMetrics: members.returnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: members.returnOnFailure,
  Key: key,
  ConditionalOperator: members.conditionalOperator,
  Expected: members.expected,
  ConditionExpression: string(),
  ...bindings,
});

export const updateItemInput = structure({
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  TableName: members.tableName,
  ReturnItemCollectionMetrics: members.returnItemCollectionMetrics,
  ReturnValues: members.returnValues,
  ReturnValuesOnConditionCheckFailure: members.returnOnFailure,
  Key: key,
  ConditionalOperator: members.conditionalOperator,
  Expected: members.expected,
  AttributeUpdates: map(
    structure({ Action: string(), Value: attributeValue('field') }, 'AttributeValueUpdate', {}, 'value'),
    'AttributeValueUpdate',
  ),
  ConditionExpression: string(),
  UpdateExpression: string(),
  ...bindings,
});
