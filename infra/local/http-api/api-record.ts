/** What the engine keeps of an HTTP API: the API itself, its routes, integrations and stages. */

import { createHash } from 'node:crypto';
import type { Transaction } from '../kernel/store.ts';
import { key, within } from '../kernel/tuple-key.ts';
import type { CorsConfiguration } from './cors.ts';

export interface ApiRecord {
  readonly apiId: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly cors?: CorsConfiguration | undefined;
  readonly createdMs: number;
}

export interface RouteRecord {
  readonly apiId: string;
  readonly routeId: string;
  /** Such as `GET /orders/{id}` or `$default`. */
  readonly routeKey: string;
  readonly integrationId?: string | undefined;
  readonly authorization: 'NONE' | 'AWS_IAM';
}

export interface IntegrationRecord {
  readonly apiId: string;
  readonly integrationId: string;
  /** ARN of the function, with its qualifier if it has one. */
  readonly functionArn: string;
  readonly integrationUri: string;
  readonly timeoutMs: number;
}

export interface StageRecord {
  readonly apiId: string;
  readonly stageName: string;
  readonly autoDeploy: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

interface Kinds {
  readonly api: ApiRecord;
  readonly route: RouteRecord;
  readonly integration: IntegrationRecord;
  readonly stage: StageRecord;
}

/** The record of a kind under its ids, such as `'route', apiId, routeId`. */
export function find<Kind extends keyof Kinds>(tx: Transaction, account: string, kind: Kind, ...ids: string[]) {
  return tx.get<Kinds[Kind]>(key('apigateway', account, kind, ...ids));
}

/** Every record of a kind below the given ids, such as all routes of an API. */
export function all<Kind extends keyof Kinds>(tx: Transaction, account: string, kind: Kind, ...ids: string[]) {
  return [...tx.scan<Kinds[Kind]>(within('apigateway', account, kind, ...ids))].map(([, record]) => record);
}

export function save<Kind extends keyof Kinds>(
  tx: Transaction,
  account: string,
  kind: Kind,
  ids: readonly string[],
  record: Kinds[Kind],
): void {
  tx.put(key('apigateway', account, kind, ...ids), record);
}

export function forget(tx: Transaction, account: string, kind: keyof Kinds, ...ids: string[]): void {
  tx.delete(key('apigateway', account, kind, ...ids));
}

/** An id as API Gateway gives them (lower-case letters and digits), the same for the same name at every start. */
export function idFor(name: string, length: number): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}
