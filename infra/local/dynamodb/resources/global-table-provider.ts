/**
 * AWS::DynamoDB::GlobalTable with its one replica in this region: what CDK's TableV2 makes of any table.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */

import { AwsError } from '../../kernel/aws-error.ts';
import type { ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import type { StreamView } from '../table.ts';
import type { CreateTableInput, IndexInput, Tag } from '../tables/table-inputs.ts';
import { applyTable, type WantedTable } from './apply-table.ts';
import { defined, provided, removeProvided } from './table-provider.ts';

interface Replica {
  readonly Region: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled?: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly TableClass?: string;
  readonly Tags?: readonly Tag[];
}

interface GlobalTableProperties extends Pick<CreateTableInput, 'AttributeDefinitions' | 'KeySchema' | 'BillingMode'> {
  readonly TableName?: string;
  readonly LocalSecondaryIndexes?: readonly IndexInput[];
  readonly GlobalSecondaryIndexes?: readonly IndexInput[];
  readonly Replicas: readonly Replica[];
  readonly StreamSpecification?: { readonly StreamViewType: StreamView };
  readonly SSESpecification?: { readonly SSEEnabled: boolean };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean };
}

export const globalTableProvider: ResourceProvider = {
  properties: [
    'AttributeDefinitions',
    'BillingMode',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'LocalSecondaryIndexes',
    'Replicas',
    'SSESpecification',
    'StreamSpecification',
    'TableName',
    'TimeToLiveSpecification',
  ],
  ignored: {
    ReadOnDemandThroughputSettings: 'throughput is not limited on one machine',
    WarmThroughput: 'throughput is not limited on one machine',
    WriteOnDemandThroughputSettings: 'throughput is not limited on one machine',
    WriteProvisionedThroughputSettings: 'throughput is not limited on one machine',
  },
  apply(context, resource) {
    return provided(applyTable(context, wantedTable(context.region, resource)));
  },
  remove: removeProvided,
};

function wantedTable(region: string, { properties, generatedName, logicalId }: TemplateResource): WantedTable {
  const table = properties as GlobalTableProperties;
  const [replica, ...others] = table.Replicas;
  if (replica?.Region !== region || others.length > 0)
    throw new AwsError('ValidationException', `${logicalId}: only one replica, in ${region}, can run locally.`);
  const ttl = table.TimeToLiveSpecification;
  const recovery = replica.PointInTimeRecoverySpecification;
  return {
    create: {
      TableName: table.TableName ?? generatedName,
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(table.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(onDemandIndex) }),
      ...defined(table, ['LocalSecondaryIndexes']),
      ...defined(replica, ['TableClass', 'DeletionProtectionEnabled', 'Tags']),
      ...(table.SSESpecification?.SSEEnabled && { SSESpecification: { Enabled: true } }),
    },
    view: table.StreamSpecification?.StreamViewType,
    ttlAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
    recoveryDays: recovery?.PointInTimeRecoveryEnabled ? (recovery.RecoveryPeriodInDays ?? 35) : undefined,
  };
}

/** Capacity settings of a global table are auto-scaling's; here every table is on demand. */
function onDemandIndex({ IndexName, KeySchema, Projection }: IndexInput): IndexInput {
  return { IndexName, KeySchema, Projection };
}
