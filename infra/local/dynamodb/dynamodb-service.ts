/** DynamoDB: tables, items, transactions. */

import type { Operation, Service } from '../kernel/service.ts';
import { batchGetItem } from './batches/batch-get-item.ts';
import { batchWriteItem } from './batches/batch-write-item.ts';
import { dynamodbProtocol } from './dynamodb-protocol.ts';
import { expireItems } from './expire-items.ts';
import { deleteItem } from './operations/delete-item.ts';
import { getItem } from './operations/get-item.ts';
import { putItem } from './operations/put-item.ts';
import { updateItem } from './operations/update-item.ts';
import { query } from './reading/query.ts';
import { scan } from './reading/scan.ts';
import { globalTableProvider } from './resources/global-table-provider.ts';
import { tableProvider } from './resources/table-provider.ts';
import { trimStream } from './streams/trim-stream.ts';
import { describeContinuousBackups, updateContinuousBackups } from './tables/backup-operations.ts';
import { createTable } from './tables/create-table.ts';
import { deleteTable } from './tables/delete-table.ts';
import { describeEndpoints, describeLimits, describeOneTable, listTables } from './tables/describe-tables.ts';
import { describeTimeToLive, updateTimeToLive } from './tables/expiry-operations.ts';
import { listTagsOfResource, tagResource, untagResource } from './tables/tag-operations.ts';
import { updateTable } from './tables/update-table.ts';
import { transactGetItems } from './transactions/transact-get-items.ts';
import { transactWriteItems } from './transactions/transact-write-items.ts';

const operations: Readonly<Record<string, Operation>> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeEndpoints: describeEndpoints,
  DescribeLimits: describeLimits,
  DescribeTable: describeOneTable,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: getItem,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TagResource: tagResource,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: untagResource,
  UpdateContinuousBackups: updateContinuousBackups,
  UpdateItem: updateItem,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};

/** The service `dynamodb`. */
export function dynamodbService(): Service {
  return {
    name: 'dynamodb',
    operations,
    ...dynamodbProtocol(operations),
    tasks: { expireItems, trimStream },
    resources: { 'AWS::DynamoDB::Table': tableProvider, 'AWS::DynamoDB::GlobalTable': globalTableProvider },
  };
}
