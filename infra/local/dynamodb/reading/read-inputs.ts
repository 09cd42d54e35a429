/** The inputs of Query and Scan; the order of members is the order AWS reports their faults in. */

import type { Item } from '../attribute-value.ts';
import type { LegacyCondition } from '../legacy/legacy-parameters.ts';
import type { ReadInput } from '../operations/item-inputs.ts';
import { structure } from '../shapes/collection.ts';
import * as members from '../shapes/members.ts';
import { boolean, integer, string } from '../shapes/scalar.ts';
import type { Select } from './read-source.ts';

export interface PagedInput extends ReadInput {
  readonly IndexName?: string;
  readonly Select?: Select;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly ConditionalOperator?: 'AND' | 'OR';
}

export interface QueryInput extends PagedInput {
  readonly ScanIndexForward?: boolean;
  readonly KeyConditions?: Readonly<Record<string, LegacyCondition>>;
  readonly QueryFilter?: Readonly<Record<string, LegacyCondition>>;
}

export interface ScanInput extends PagedInput {
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ScanFilter?: Readonly<Record<string, LegacyCondition>>;
}

const select = string({ oneOf: ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'] });

const expressions = {
  FilterExpression: string(),
  ProjectionExpression: string(),
  ExpressionAttributeValues: members.attributes(),
  ExpressionAttributeNames: members.expressionNames,
};

export const queryInput = structure({
  Select: select,
  IndexName: members.indexName(),
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  QueryFilter: members.conditions,
  TableName: members.tableName,
  ConditionalOperator: members.conditionalOperator,
  AttributesToGet: members.attributesToGet,
  Limit: integer('Integer', { min: 1 }),
  KeyConditions: members.conditions,
  ExclusiveStartKey: members.attributes(),
  ConsistentRead: boolean(),
  ScanIndexForward: boolean(),
  KeyConditionExpression: string(),
  ...expressions,
});

export const scanInput = structure({
  Select: select,
  IndexName: members.indexName(),
  TotalSegments: integer('Integer', { min: 1, max: 1_000_000 }),
  ReturnConsumedCapacity: members.returnConsumedCapacity,
  TableName: members.tableName,
  ConditionalOperator: members.conditionalOperator,
  ScanFilter: members.conditions,
  Segment: integer('Integer', { min: 0, max: 999_999 }),
  Limit: integer('Integer', { min: 1 }),
  AttributesToGet: members.attributesToGet,
  ExclusiveStartKey: members.attributes(),
  ConsistentRead: boolean(),
  ...expressions,
});
