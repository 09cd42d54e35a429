/** CreateTable. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { invalidParameter } from '../errors.ts';
import { openStream } from '../streams/stream.ts';
import { describeTable } from '../table-description.ts';
import { findTable, saveTable, type Table, type TableAddress } from '../table.ts';
import { tableIndexes, tableKey } from './key-schemas.ts';
import { parseTableInput } from './table-address.ts';
import { createTableInput, type CreateTableInput, type SettingsInput } from './table-inputs.ts';
import { newThroughput } from './throughput.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export function createTable(context: Context, input: unknown) {
  const { request, address } = parseTableInput<CreateTableInput>(context, createTableInput, input);
  const table = newTable(context, request, address);
  context.authorize({ action: 'dynamodb:CreateTable', resource: address.arn });
  if (findTable(context, address))
    throw new AwsError('ResourceInUseException', `Table already exists: ${address.name}`);
  const created = withStream(context, table, request.StreamSpecification);
  saveTable(context, created);
  return { TableDescription: describeTable(context, created, { status: 'CREATING' }) };
}

/** The table a valid request describes. Throws ValidationException. */
export function newTable(context: Context, request: CreateTableInput, address: TableAddress): Table {
  const throughput = newThroughput(request);
  const key = tableKey(request);
  const indexes = tableIndexes(request, key);
  checkStream(request.StreamSpecification);
  const billingMode = request.BillingMode ?? 'PROVISIONED';
  return {
    ...address,
    id: uuid(context.random),
    createdMs: context.now,
    attributes: request.AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    key,
    indexes,
    billingMode,
    ...(billingMode === 'PAY_PER_REQUEST' && { onDemandSinceMs: context.now }),
    throughput,
    ...settingsOf(request),
    deletionProtection: request.DeletionProtectionEnabled ?? false,
    tags: Object.fromEntries((request.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

/** Settings that are kept and shown, but have no effect on one machine. */
export function settingsOf(request: SettingsInput): Pick<Table, 'onDemand' | 'tableClass' | 'encryption'> {
  const { OnDemandThroughput: onDemand, TableClass: tableClass, SSESpecification: sse } = request;
  return {
    ...(onDemand !== undefined && { onDemand }),
    ...(tableClass !== undefined && { tableClass }),
    ...(sse?.Enabled && { encryption: { Status: 'ENABLED', SSEType: 'KMS', ...keyArn(sse.KMSMasterKeyId) } }),
  };
}

function keyArn(id: string | undefined) {
  return id === undefined ? {} : { KMSMasterKeyArn: id };
}

export function checkStream(specification: SettingsInput['StreamSpecification']): void {
  if (specification?.StreamEnabled === true && specification.StreamViewType === undefined)
    throw invalidParameter('StreamViewType is required when StreamEnabled is true');
  if (specification?.StreamEnabled === false && specification.StreamViewType !== undefined)
    throw invalidParameter('StreamViewType must not be specified when StreamEnabled is false');
}

/** The table with its stream opened, where the specification asks for one. */
export function withStream(context: Context, table: Table, specification: SettingsInput['StreamSpecification']): Table {
  if (!specification?.StreamEnabled) return table;
  return { ...table, stream: openStream(context, table, specification.StreamViewType ?? 'NEW_AND_OLD_IMAGES') };
}
