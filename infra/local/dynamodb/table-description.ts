/** A table as DescribeTable and its relatives show it. */

import type { Context } from '../kernel/context.ts';
import { statisticsOf, type Statistics } from './statistics.ts';
import { indexArn, type KeySchema, type SecondaryIndex, type Table, type Throughput } from './table.ts';

export type TableStatus = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';

interface Describing {
  readonly status?: TableStatus;
  /** Indexes in another status than ACTIVE. */
  readonly indexStatus?: (index: SecondaryIndex) => TableStatus | undefined;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function describeTable(context: Context, table: Table, { status = 'ACTIVE', indexStatus }: Describing = {}) {
  const statistics = statisticsOf(context, table);
  const global = table.indexes.filter(({ scope }) => scope === 'global');
  const local = table.indexes.filter(({ scope }) => scope === 'local');
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: table.name,
    KeySchema: describeKeySchema(table.key),
    TableStatus: status,
    CreationDateTime: table.createdMs / 1000,
    ProvisionedThroughput: describeThroughput(table.throughput),
    TableSizeBytes: statistics.bytes,
    ItemCount: statistics.items,
    TableArn: table.arn,
    TableId: table.id,
    ...billing(table, status),
    ...(local.length > 0 && { LocalSecondaryIndexes: local.map((index) => describeIndex(table, index, statistics)) }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((index) => ({
        ...describeIndex(table, index, statistics),
        IndexStatus: indexStatus?.(index) ?? (status === 'CREATING' ? 'CREATING' : 'ACTIVE'),
        ProvisionedThroughput: describeThroughput(index.throughput ?? { ReadCapacityUnits: 0, WriteCapacityUnits: 0 }),
        ...(index.onDemand !== undefined && { OnDemandThroughput: index.onDemand }),
      })),
    }),
    ...(table.stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.view },
      LatestStreamLabel: table.stream.label,
      LatestStreamArn: table.stream.arn,
    }),
    ...(table.encryption !== undefined && { SSEDescription: table.encryption }),
    ...(table.tableClass !== undefined && { TableClassSummary: { TableClass: table.tableClass } }),
    ...(table.onDemand !== undefined && { OnDemandThroughput: table.onDemand }),
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

function billing({ billingMode, onDemandSinceMs }: Table, status: TableStatus) {
  if (billingMode === 'PROVISIONED' && onDemandSinceMs === undefined) return {};
  const since = status === 'ACTIVE' && onDemandSinceMs !== undefined && billingMode === 'PAY_PER_REQUEST';
  const at = since ? { LastUpdateToPayPerRequestDateTime: onDemandSinceMs / 1000 } : {};
  return {
    BillingModeSummary: { BillingMode: billingMode, ...at },
    TableThroughputModeSummary: { TableThroughputMode: billingMode, ...at },
  };
}

export function describeKeySchema({ hash, range }: KeySchema) {
  return [
    { AttributeName: hash.name, KeyType: 'HASH' },
    ...(range === undefined ? [] : [{ AttributeName: range.name, KeyType: 'RANGE' }]),
  ];
}

function describeThroughput(throughput: Throughput) {
  return { NumberOfDecreasesToday: 0, ...throughput };
}

/** Sizes of indexes are the table's: AWS, too, shows them hours late. */
function describeIndex(table: Table, index: SecondaryIndex, { items, bytes }: Statistics) {
  const { type, attributes } = index.projection;
  return {
    IndexName: index.name,
    KeySchema: describeKeySchema(index.key),
    Projection: { ProjectionType: type, ...(type === 'INCLUDE' && { NonKeyAttributes: attributes }) },
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: indexArn(table, index.name),
  };
}
