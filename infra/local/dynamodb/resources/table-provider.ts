/**
 * AWS::DynamoDB::Table.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */

import type { Context } from '../../kernel/context.ts';
import type { ProvidedResource, ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import { addressOf, findTable, type Table } from '../table.ts';
import type { CreateTableInput, Tag } from '../tables/table-inputs.ts';
import { applyTable, type WantedTable } from './apply-table.ts';
import { removeTable } from '../tables/delete-table.ts';

/** What the template may say; units come as strings or numbers. */
interface TableProperties extends Omit<CreateTableInput, 'StreamSpecification' | 'SSESpecification'> {
  readonly StreamSpecification?: { readonly StreamViewType: NonNullable<WantedTable['view']> };
  readonly SSESpecification?: { readonly SSEEnabled?: boolean; readonly SSEType?: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled?: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly Tags?: readonly Tag[];
}

export const tableProvider: ResourceProvider = {
  properties: [
    'AttributeDefinitions',
    'BillingMode',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'LocalSecondaryIndexes',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'ProvisionedThroughput',
    'SSESpecification',
    'StreamSpecification',
    'TableClass',
    'TableName',
    'Tags',
    'TimeToLiveSpecification',
  ],
  ignored: {
    ContributorInsightsSpecification: 'there is no CloudWatch to report contributors to',
    KinesisStreamSpecification: 'only the recovery of a stream table on AWS would notice',
    WarmThroughput: 'throughput is not limited on one machine',
    ResourcePolicy: 'access is decided by the policies of identities',
  },
  apply(context, resource) {
    return provided(applyTable(context, wantedTable(resource)));
  },
  remove: removeProvided,
};

function wantedTable({ properties, generatedName }: TemplateResource): WantedTable {
  const table = properties as TableProperties;
  const ttl = table.TimeToLiveSpecification;
  const recovery = table.PointInTimeRecoverySpecification;
  return {
    create: {
      TableName: table.TableName ?? generatedName,
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      ...defined(table, ['LocalSecondaryIndexes', 'GlobalSecondaryIndexes', 'BillingMode', 'ProvisionedThroughput']),
      ...defined(table, ['TableClass', 'DeletionProtectionEnabled', 'OnDemandThroughput', 'Tags']),
      ...(table.SSESpecification?.SSEEnabled && { SSESpecification: { Enabled: true } }),
    },
    view: table.StreamSpecification?.StreamViewType,
    ttlAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
    recoveryDays: recovery?.PointInTimeRecoveryEnabled ? (recovery.RecoveryPeriodInDays ?? 35) : undefined,
  };
}

/** The named members that are there. */
export function defined<T extends object, K extends keyof T>(object: T, names: readonly K[]): Partial<Pick<T, K>> {
  const present = names.filter((name) => object[name] !== undefined).map((name) => [name, object[name]]);
  return Object.fromEntries(present) as Partial<Pick<T, K>>;
}

/** `Ref` is the name. */
export function provided({ name, arn, id, stream }: Table): ProvidedResource {
  return { ref: name, attributes: { Arn: arn, TableId: id, ...(stream && { StreamArn: stream.arn }) } };
}

/** Removes the table although it may be protected: the template no longer has it. */
export function removeProvided(context: Context, ref: string): void {
  const table = findTable(context, addressOf(context, ref));
  if (table) removeTable(context, table);
}
