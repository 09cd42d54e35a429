/** Checks the keys and indexes of a table to be created, in AWS's order and words. */

import { invalidParameter, validationError } from '../errors.ts';
import type { KeySchema, SecondaryIndex } from '../table.ts';
import type { AttributeDefinition, CreateTableInput, IndexInput, KeySchemaElement } from './table-inputs.ts';

const MOST_LOCAL = 5;
const MOST_GLOBAL = 20;

type Definitions = readonly AttributeDefinition[];

/** The table's own key. Throws ValidationException. */
export function tableKey({ AttributeDefinitions: definitions, ...table }: CreateTableInput): KeySchema {
  const { KeySchema: schema } = table;
  if (schema.length > definitions.length)
    throw validationError('Invalid KeySchema: Some index key attribute have no definition');
  const key = keyOf(schema, definitions);
  if (!table.LocalSecondaryIndexes && !table.GlobalSecondaryIndexes && schema.length !== definitions.length)
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  return key;
}

function keyOf(schema: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  const names = schema.map(({ AttributeName }) => AttributeName);
  const types = new Map(definitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  if (names.some((name) => !types.has(name)))
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(', ')}], AttributeDefinitions: [${[...types.keys()].join(', ')}]`,
    );
  if (names[0] === names[1])
    throw validationError('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  if (schema[0]?.KeyType !== 'HASH')
    throw validationError('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (schema[1] && schema[1].KeyType !== 'RANGE')
    throw validationError('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  const [hash, range] = names.map((name) => ({ name, type: types.get(name) ?? 'S' }));
  return { hash: hash ?? { name: '', type: 'S' }, ...(range && { range }) };
}

/** All indexes of the table. Throws ValidationException. */
export function tableIndexes(request: CreateTableInput, key: KeySchema): SecondaryIndex[] {
  const names = new Set<string>();
  const local = localIndexes(request, key, names);
  const global = globalIndexes(request, names);
  const indexes = [...global, ...local];
  if (indexes.length > 0) checkAllUsed(request.AttributeDefinitions, key, indexes);
  return indexes;
}

function localIndexes(request: CreateTableInput, key: KeySchema, names: Set<string>): SecondaryIndex[] {
  const { LocalSecondaryIndexes: inputs, AttributeDefinitions: definitions } = request;
  if (inputs === undefined) return [];
  if (inputs.length === 0) throw invalidParameter('List of LocalSecondaryIndexes is empty');
  if (key.range === undefined)
    throw invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  const indexes = inputs.map((input) => localIndex(input, key, definitions, names));
  if (indexes.length > MOST_LOCAL)
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST_LOCAL}`);
  return indexes;
}

function localIndex(input: IndexInput, table: KeySchema, definitions: Definitions, names: Set<string>): SecondaryIndex {
  const key = keyOf(input.KeySchema, definitions);
  if (key.range === undefined)
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${input.IndexName}`);
  if (key.hash.name !== table.hash.name)
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${input.IndexName}. index hash key: ${key.hash.name}, table hash key: ${table.hash.name}`,
    );
  const projection = projectionOf(input);
  checkName(input.IndexName, names);
  return { name: input.IndexName, scope: 'local', key, projection };
}

function globalIndexes(request: CreateTableInput, names: Set<string>): SecondaryIndex[] {
  const { GlobalSecondaryIndexes: inputs, AttributeDefinitions: definitions, BillingMode: mode } = request;
  if (inputs === undefined) return [];
  if (inputs.length === 0) throw invalidParameter('List of GlobalSecondaryIndexes is empty');
  const indexes = inputs.map((input) => globalIndex(input, definitions, mode === 'PAY_PER_REQUEST', names));
  if (indexes.length > MOST_GLOBAL)
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL}`);
  return indexes;
}

/** One global index; `names` are those taken already. Throws ValidationException. */
export function globalIndex(
  input: IndexInput,
  definitions: Definitions,
  onDemand: boolean,
  names: Set<string>,
): SecondaryIndex {
  const key = keyOf(input.KeySchema, definitions);
  const projection = projectionOf(input);
  const { IndexName: name, ProvisionedThroughput: throughput, OnDemandThroughput } = input;
  if (onDemand && throughput)
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  if (!onDemand && !throughput) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
  checkName(name, names);
  return {
    name,
    scope: 'global',
    key,
    projection,
    ...(throughput && { throughput }),
    ...(OnDemandThroughput !== undefined && { onDemand: OnDemandThroughput }),
  };
}

function projectionOf({ Projection: { ProjectionType: type, NonKeyAttributes } }: IndexInput) {
  if (type === undefined) throw invalidParameter('Unknown ProjectionType: null');
  if (NonKeyAttributes && type !== 'INCLUDE')
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  if (type === 'INCLUDE' && !NonKeyAttributes)
    throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  return { type, attributes: NonKeyAttributes ?? [] };
}

function checkName(name: string, names: Set<string>): void {
  if (names.has(name)) throw invalidParameter(`Duplicate index name: ${name}`);
  names.add(name);
}

function checkAllUsed(definitions: Definitions, key: KeySchema, indexes: readonly SecondaryIndex[]): void {
  const used = new Set(
    [key, ...indexes.map((index) => index.key)].flatMap(({ hash, range }) => [hash.name, range?.name]),
  );
  const unused = definitions.filter(({ AttributeName }) => !used.has(AttributeName));
  if (unused.length === 0) return;
  const names = unused.map(({ AttributeName }) => AttributeName).join(', ');
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${definitions.map(({ AttributeName }) => AttributeName).join(', ')}], keys used: [${[...used].filter((name) => name !== undefined).join(', ')}], unused: [${names}]`,
  );
}
