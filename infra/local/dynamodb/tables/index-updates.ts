/** GlobalSecondaryIndexUpdates of UpdateTable. */

import { AwsError } from '../../kernel/aws-error.ts';
import { invalidParameter } from '../errors.ts';
import type { KeyAttribute, SecondaryIndex, Table } from '../table.ts';
import { globalIndex } from './key-schemas.ts';
import { checkChanges } from './throughput.ts';
import type { IndexUpdate, UpdateTableInput } from './table-inputs.ts';

/** Throws ValidationException. */
export function checkIndexUpdates(updates: readonly IndexUpdate[]): void {
  const names = new Set<string>();
  for (const { Update, Create, Delete } of updates) {
    const action = Update ?? Create ?? Delete;
    if (action === undefined)
      throw invalidParameter(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    if (names.has(action.IndexName))
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${action.IndexName}`,
      );
    names.add(action.IndexName);
  }
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1)
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
}

/** The table with its indexes, and the definitions of the attributes they need, updated. */
export function updatedIndexes(table: Table, request: UpdateTableInput, updates: readonly IndexUpdate[]): Table {
  let { indexes } = table;
  const definitions = mergedDefinitions(table, request);
  for (const { Update, Create, Delete } of updates) {
    if (Create) {
      if (indexes.some(({ name }) => name === Create.IndexName))
        throw invalidParameter(`Attempting to create an index which already exists: ${Create.IndexName}`);
      const onDemand = table.billingMode === 'PAY_PER_REQUEST';
      indexes = [...indexes, globalIndex(Create, definitions, onDemand, new Set())];
    } else {
      const name = (Update ?? Delete)?.IndexName ?? '';
      const index = existing(table, indexes, name);
      indexes = Delete
        ? indexes.filter((one) => one !== index)
        : indexes.map((one) => (one === index ? withThroughput(index, Update) : one));
    }
  }
  const used = new Set([table, ...indexes].flatMap(({ key }) => [key.hash.name, key.range?.name]));
  const attributes = definitions
    .filter(({ AttributeName }) => used.has(AttributeName))
    .map(({ AttributeName, AttributeType }): KeyAttribute => ({ name: AttributeName, type: AttributeType }));
  return { ...table, indexes, attributes };
}

function mergedDefinitions({ attributes }: Table, { AttributeDefinitions: added = [] }: UpdateTableInput) {
  const known = attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
  const isNew = ({ AttributeName }: { AttributeName: string }) =>
    !attributes.some(({ name }) => name === AttributeName);
  return [...known, ...added.filter(isNew)];
}

function existing(table: Table, indexes: readonly SecondaryIndex[], name: string): SecondaryIndex {
  const index = indexes.find((one) => one.name === name && one.scope === 'global');
  if (index === undefined)
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Index: ${name} not found for table: ${table.name}`,
    );
  return index;
}

function withThroughput(index: SecondaryIndex, update: IndexUpdate['Update']): SecondaryIndex {
  const throughput = update?.ProvisionedThroughput;
  if (throughput === undefined) return index;
  if (index.throughput) checkChanges(index.throughput, throughput);
  return { ...index, throughput };
}
