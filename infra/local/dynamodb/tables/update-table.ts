/** UpdateTable. */

import type { Context } from '../../kernel/context.ts';
import { invalidParameter, validationError } from '../errors.ts';
import { closeStream } from '../streams/stream.ts';
import { describeTable } from '../table-description.ts';
import { namedTable, saveTable, type SecondaryIndex, type Table } from '../table.ts';
import { checkStream, settingsOf, withStream } from './create-table.ts';
import { checkIndexUpdates, updatedIndexes } from './index-updates.ts';
import { replaceIndexes } from './replace-indexes.ts';
import { parseTableInput } from './table-address.ts';
import { updateTableInput, type UpdateTableInput } from './table-inputs.ts';
import { checkBounds, checkChanges, NO_THROUGHPUT } from './throughput.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export function updateTable(context: Context, input: unknown) {
  const { request, address } = parseTableInput<UpdateTableInput>(context, updateTableInput, input);
  checked(request);
  context.authorize({ action: 'dynamodb:UpdateTable', resource: address.arn });
  const old = namedTable(context, address);
  const billed = withBilling(context.now, old, request);
  const changed = withIndexes({ ...billed, ...settingsOf(request), ...protection(request) }, request);
  checkStreamChange(old, request);
  const table = withStreamChange(context, changed, request);
  replaceIndexes(context, old, table);
  saveTable(context, table);
  return { TableDescription: describeChange(context, old, table) };
}

const CHANGES = [
  'ProvisionedThroughput',
  'BillingMode',
  'GlobalSecondaryIndexUpdates',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
] as const satisfies readonly (keyof UpdateTableInput)[];

function checked(request: UpdateTableInput): void {
  const updates = request.GlobalSecondaryIndexUpdates;
  if (!CHANGES.some((name) => (name === 'GlobalSecondaryIndexUpdates' ? updates?.length : request[name] !== undefined)))
    throw validationError(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  if (request.BillingMode === 'PROVISIONED' && request.ProvisionedThroughput === undefined)
    throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  if (request.ProvisionedThroughput) checkBounds(request.ProvisionedThroughput);
  checkIndexUpdates(updates ?? []);
  checkStream(request.StreamSpecification);
}

function withBilling(nowMs: number, table: Table, request: UpdateTableInput): Table {
  const mode = request.BillingMode ?? table.billingMode;
  const { ProvisionedThroughput: throughput } = request;
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput)
      throw invalidParameter(
        'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      );
    if (table.billingMode === mode) return table;
    const indexes = table.indexes.map((index): SecondaryIndex => ({ ...index, throughput: NO_THROUGHPUT }));
    return { ...table, billingMode: mode, onDemandSinceMs: nowMs, throughput: NO_THROUGHPUT, indexes };
  }
  if (throughput && table.billingMode === mode) checkChanges(table.throughput, throughput);
  return { ...table, billingMode: mode, throughput: throughput ?? table.throughput };
}

function withIndexes(table: Table, request: UpdateTableInput): Table {
  const updates = request.GlobalSecondaryIndexUpdates ?? [];
  return updates.length === 0 ? table : updatedIndexes(table, request, updates);
}

function protection({ DeletionProtectionEnabled: enabled }: UpdateTableInput): Partial<Table> {
  return enabled === undefined ? {} : { deletionProtection: enabled };
}

function checkStreamChange({ stream }: Table, { StreamSpecification: wanted }: UpdateTableInput): void {
  if (wanted?.StreamEnabled && stream) throw validationError('Table already has an enabled stream: ' + stream.arn);
  if (wanted?.StreamEnabled === false && !stream)
    throw validationError('Table does not have a stream to disable: StreamEnabled is already false');
}

function withStreamChange(context: Context, table: Table, { StreamSpecification: wanted }: UpdateTableInput): Table {
  if (wanted === undefined || wanted.StreamEnabled) return withStream(context, table, wanted);
  const { stream, ...rest } = table;
  if (stream) closeStream(context, stream.arn);
  return rest;
}

function describeChange(context: Context, old: Table, table: Table) {
  const isNew = (index: SecondaryIndex): boolean => !old.indexes.some(({ name }) => name === index.name);
  const gone = old.indexes.filter(({ name }) => !table.indexes.some((index) => index.name === name));
  const shown = { ...table, indexes: [...table.indexes, ...gone] };
  return describeTable(context, shown, {
    status: 'UPDATING',
    indexStatus: (index) => (gone.includes(index) ? 'DELETING' : isNew(index) ? 'CREATING' : 'ACTIVE'),
  });
}
