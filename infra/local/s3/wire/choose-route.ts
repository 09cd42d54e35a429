/** Finds the route of a request. */

import { notImplemented, s3Error } from '../s3-error.ts';
import { ROUTES, type Route } from './routes.ts';
import type { S3Request } from './s3-request.ts';

/** Parts of S3 that are addressed by a query parameter and that the engine has not, but for reading that there is none. */
const ABSENT = new Set([
  'accelerate',
  'analytics',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'logging',
  'metadataTable',
  'metrics',
  'object-lock',
  'policyStatus',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'torrent',
  'website',
]);

/** The most specific route the request fits. Throws NotImplemented or MethodNotAllowed. */
export function chooseRoute(request: S3Request): Route {
  const { method, query } = request;
  const on = request.bucket === undefined ? 'service' : request.key === undefined ? 'bucket' : 'object';
  const fitting = ROUTES.filter((route) => route.on === on && route.method === method && fits(route, request));
  const [best] = fitting.sort((one, other) => demands(other) - demands(one));
  for (const name of query.keys())
    if (ABSENT.has(name) && best?.query?.includes(name) !== true) throw notImplemented(name);
  if (best !== undefined) return best;
  throw s3Error('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', {
    Method: method,
    ResourceType: on.toUpperCase(),
  });
}

function fits({ query: names = [], header }: Route, { query, headers }: S3Request): boolean {
  return names.every((name) => query.has(name)) && (header === undefined || headers[header] !== undefined);
}

function demands({ query = [], header }: Route): number {
  return query.length + (header === undefined ? 0 : 1);
}
