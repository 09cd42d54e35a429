/** DescribeTable, ListTables, and what else there is to ask about tables. */

import type { Context } from '../../kernel/context.ts';
import { parseInput } from '../shapes/shape.ts';
import { describeTable } from '../table-description.ts';
import { namedTable, tablesAfter } from '../table.ts';
import { parseTableInput } from './table-address.ts';
import { listTablesInput, tableNameInput } from './table-inputs.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export function describeOneTable(context: Context, input: unknown) {
  const { address } = parseTableInput(context, tableNameInput, input);
  context.authorize({ action: 'dynamodb:DescribeTable', resource: address.arn });
  return { Table: describeTable(context, namedTable(context, address)) };
}

interface ListTablesInput {
  readonly Limit?: number;
  readonly ExclusiveStartTableName?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export function listTables(context: Context, input: unknown) {
  const request = parseInput<ListTablesInput>(listTablesInput, input);
  const { account } = context.caller;
  const resource = `arn:aws:dynamodb:${context.region}:${account}:table/*`;
  context.authorize({ action: 'dynamodb:ListTables', resource });
  const limit = request.Limit ?? 100;
  const names: string[] = [];
  for (const { name } of tablesAfter(context, account, request.ExclusiveStartTableName)) {
    if (names.length === limit) return { TableNames: names, LastEvaluatedTableName: names.at(-1) };
    names.push(name);
  }
  return { TableNames: names };
}

/** The account's default quotas. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export function describeLimits(context: Context) {
  const resource = `arn:aws:dynamodb:${context.region}:${context.caller.account}:*`;
  context.authorize({ action: 'dynamodb:DescribeLimits', resource });
  return {
    AccountMaxReadCapacityUnits: 80000,
    AccountMaxWriteCapacityUnits: 80000,
    TableMaxReadCapacityUnits: 40000,
    TableMaxWriteCapacityUnits: 40000,
  };
}

/** Endpoint discovery: an SDK that asks is told the public name and ignores it where an endpoint is configured. */
export function describeEndpoints(context: Context) {
  return { Endpoints: [{ Address: `dynamodb.${context.region}.amazonaws.com`, CachePeriodInMinutes: 1440 }] };
}
