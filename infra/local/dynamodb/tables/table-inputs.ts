/** The inputs of the operations on tables. */

import { list, structure } from '../shapes/collection.ts';
import { indexName, plainTableName } from '../shapes/members.ts';
import { boolean, integer, string } from '../shapes/scalar.ts';
import type { Shape } from '../shapes/shape.ts';
import type { StreamView, Throughput } from '../table.ts';

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: 'S' | 'N' | 'B';
}

export interface IndexInput {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly ProvisionedThroughput?: Throughput;
  readonly OnDemandThroughput?: unknown;
}

export interface SettingsInput {
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: Throughput;
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: StreamView };
  readonly SSESpecification?: {
    readonly Enabled?: boolean;
    readonly SSEType?: string;
    readonly KMSMasterKeyId?: string;
  };
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly OnDemandThroughput?: unknown;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface CreateTableInput extends SettingsInput {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly LocalSecondaryIndexes?: readonly IndexInput[];
  readonly GlobalSecondaryIndexes?: readonly IndexInput[];
  readonly Tags?: readonly Tag[];
}

export interface IndexUpdate {
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput?: Throughput };
  readonly Create?: IndexInput;
  readonly Delete?: { readonly IndexName: string };
}

export interface UpdateTableInput extends SettingsInput {
  readonly TableName: string;
  readonly AttributeDefinitions?: readonly AttributeDefinition[];
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[];
}

const units = integer('Long', { required: true, min: 1 });
const throughput = (required = false) =>
  structure({ WriteCapacityUnits: units, ReadCapacityUnits: units }, 'ProvisionedThroughput', { required });
const onDemand = structure(
  { MaxReadRequestUnits: integer('Long'), MaxWriteRequestUnits: integer('Long') },
  'OnDemandThroughput',
);

const keySchema = (keyType: Shape) =>
  list(structure({ AttributeName: string({ required: true }), KeyType: keyType }, 'KeySchemaElement', {}, 'value'), {
    required: true,
    minLength: 1,
    maxLength: 2,
  });
const indexKeySchema = keySchema(string({ required: true }));

const projection = structure(
  {
    ProjectionType: string({ oneOf: ['ALL', 'INCLUDE', 'KEYS_ONLY'] }),
    NonKeyAttributes: list(string(), { minLength: 1 }),
  },
  'Projection',
  { required: true },
);

const attributeDefinitions = (required: boolean) =>
  list(
    structure(
      {
        AttributeName: string({ required: true }),
        AttributeType: string({ required: true, oneOf: ['B', 'N', 'S'] }),
      },
      'AttributeDefinition',
      {},
      'value',
    ),
    { required },
  );

const settings = {
  StreamSpecification: structure(
    {
      StreamEnabled: boolean({ required: true }),
      StreamViewType: string({ oneOf: ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'] }),
    },
    'StreamSpecification',
  ),
  SSESpecification: structure(
    { Enabled: boolean(), SSEType: string({ oneOf: ['AES256', 'KMS'] }), KMSMasterKeyId: string() },
    'SSESpecification',
  ),
  TableClass: string({ oneOf: ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] }),
  DeletionProtectionEnabled: boolean(),
  OnDemandThroughput: onDemand,
};

const billingMode = string({ oneOf: ['PROVISIONED', 'PAY_PER_REQUEST'] });

const index = (javaType: string, own: Readonly<Record<string, Shape>>) =>
  structure(
    { IndexName: indexName({ required: true }), KeySchema: indexKeySchema, Projection: projection, ...own },
    javaType,
    {},
    'value',
  );

const tagText = (maxLength: number, minLength = 1) => string({ required: true, minLength, maxLength });

export const tags = (required = false) =>
  list(structure({ Key: tagText(128), Value: tagText(256, 0) }, 'Tag', {}, 'value'), { required });

export const createTableInput = structure({
  AttributeDefinitions: attributeDefinitions(true),
  TableName: plainTableName,
  BillingMode: billingMode,
  ProvisionedThroughput: throughput(),
  KeySchema: keySchema(string({ required: true, oneOf: ['HASH', 'RANGE'] })),
  LocalSecondaryIndexes: list(index('LocalSecondaryIndex', {})),
  GlobalSecondaryIndexes: list(
    index('GlobalSecondaryIndex', { ProvisionedThroughput: throughput(), OnDemandThroughput: onDemand }),
  ),
  ...settings,
  Tags: tags(),
});

export const updateTableInput = structure({
  TableName: plainTableName,
  ProvisionedThroughput: throughput(),
  BillingMode: billingMode,
  AttributeDefinitions: attributeDefinitions(false),
  GlobalSecondaryIndexUpdates: list(
    structure(
      {
        Update: structure(
          {
            IndexName: indexName({ required: true }),
            ProvisionedThroughput: throughput(),
            OnDemandThroughput: onDemand,
          },
          'UpdateGlobalSecondaryIndexAction',
        ),
        Create: index('CreateGlobalSecondaryIndexAction', {
          ProvisionedThroughput: throughput(),
          OnDemandThroughput: onDemand,
        }),
        Delete: structure({ IndexName: indexName({ required: true }) }, 'DeleteGlobalSecondaryIndexAction'),
      },
      'GlobalSecondaryIndexUpdate',
      {},
      'value',
    ),
  ),
  ...settings,
});

export const tableNameInput = structure({ TableName: plainTableName });

export const listTablesInput = structure({
  Limit: integer('Integer', { min: 1, max: 100 }),
  ExclusiveStartTableName: string({ pattern: '[a-zA-Z0-9_.-]+', minLength: 3, maxLength: 255 }),
});
