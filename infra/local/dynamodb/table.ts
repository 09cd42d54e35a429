/** A table as the engine keeps it, and where. */

import type { Context } from '../kernel/context.ts';
import { key, within } from '../kernel/tuple-key.ts';
import { resourceNotFound, validationError } from './errors.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The key of a table or an index. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface SecondaryIndex {
  readonly name: string;
  readonly scope: 'global' | 'local';
  readonly key: KeySchema;
  readonly projection: { readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; readonly attributes: readonly string[] };
  readonly throughput?: Throughput;
  readonly onDemand?: unknown;
}

export type StreamView = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface Table {
  readonly name: string;
  /** A UUID: tells a table from an earlier one of its name. */
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly createdMs: number;
  readonly attributes: readonly KeyAttribute[];
  readonly key: KeySchema;
  readonly indexes: readonly SecondaryIndex[];
  readonly billingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** When the billing mode last became PAY_PER_REQUEST. */
  readonly onDemandSinceMs?: number;
  readonly throughput: Throughput;
  readonly onDemand?: unknown;
  readonly tableClass?: string;
  readonly encryption?: unknown;
  readonly deletionProtection: boolean;
  readonly stream?: { readonly label: string; readonly arn: string; readonly view: StreamView };
  /** The attribute that holds an item's time of expiry. */
  readonly ttlAttribute?: string;
  /** Point-in-time recovery: kept as a setting; there is nothing to recover from on one machine. */
  readonly recovery?: { readonly days: number; readonly sinceMs: number };
  readonly tags: Readonly<Record<string, string>>;
}

const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:([a-z0-9-]+):(\d{12}):table\/([^/]+)/;

/** Where a table is, whether or not it exists. */
export interface TableAddress {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
}

/** Understands a table's name and its ARN. Throws ValidationException for an ARN of something else. */
export function addressOf(context: Context, nameOrArn: string): TableAddress {
  if (!nameOrArn.startsWith('arn:')) {
    const { account } = context.caller;
    return { account, name: nameOrArn, arn: tableArn(context, account, nameOrArn) };
  }
  const [, region, account, name] = TABLE_ARN.exec(nameOrArn) ?? [];
  if (account === undefined || name === undefined || region !== context.region)
    throw validationError(`Invalid table ARN: ${nameOrArn}`);
  return { account, name, arn: tableArn(context, account, name) };
}

function tableArn(context: Context, account: string, name: string): string {
  return `arn:aws:dynamodb:${context.region}:${account}:table/${name}`;
}

export function indexArn(table: Table, index: string): string {
  return `${table.arn}/index/${index}`;
}

export function findTable(context: Context, { account, name }: TableAddress): Table | undefined {
  return context.tx.getShared<Table>(key('dynamodb', account, 'table', name));
}

/** The table for a data operation. Throws ResourceNotFoundException. */
export function tableAt(context: Context, address: TableAddress): Table {
  const table = findTable(context, address);
  if (table === undefined) throw resourceNotFound();
  return table;
}

/** The table for an operation on the table itself, which is named in the refusal. */
export function namedTable(context: Context, address: TableAddress): Table {
  const table = findTable(context, address);
  if (table === undefined) throw resourceNotFound(address.name);
  return table;
}

export function saveTable(context: Context, table: Table): void {
  context.tx.put(key('dynamodb', table.account, 'table', table.name), table);
}

export function forgetTable(context: Context, { account, name }: Table): void {
  context.tx.delete(key('dynamodb', account, 'table', name));
}

/** The account's tables by name, after the given one. */
export function* tablesAfter(context: Context, account: string, name = ''): Iterable<Table> {
  const range = within('dynamodb', account, 'table');
  for (const [, table] of context.tx.scan<Table>(range)) if (table.name > name) yield table;
}

/** The names of a key's attributes, hash first. */
export function keyNames({ hash, range }: KeySchema): string[] {
  return range === undefined ? [hash.name] : [hash.name, range.name];
}
