/** Decides which service a request to the AWS port is meant for: on AWS the host name says it, here there is one host. */

import { isQuery, parseQuery } from '../kernel/query-protocol.ts';
import type { WireRequest } from '../kernel/wire.ts';
import { isMailboxPath } from '../ses/mailbox/mailbox-service.ts';
import type { CredentialScope } from './credential-scope.ts';

/** Services by the prefix of `X-Amz-Target`. */
const BY_TARGET: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodbstreams',
  AWSEvents: 'events',
  Kinesis_20131202: 'kinesis',
  AmazonSQS: 'sqs',
};

/** Services by the version of their Query API. */
const BY_VERSION: Readonly<Record<string, string>> = {
  '2012-11-05': 'sqs',
  '2010-03-31': 'sns',
  '2010-12-01': 'ses',
  '2011-06-15': 'sts',
  '2010-05-08': 'iam',
  '2010-05-15': 'cloudformation',
};

/** Lambda's REST paths begin with the date of an API version. */
const LAMBDA_PATH = /^\/20\d\d-\d\d-\d\d\//;

/** The engine's name of the service, which it may not have. */
export function chooseService(request: WireRequest, scope: CredentialScope | undefined): string {
  if (isMailboxPath(request.path)) return 'mailbox';
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const prefix = target.slice(0, target.lastIndexOf('.'));
    return BY_TARGET[prefix] ?? scope?.service ?? prefix;
  }
  if (scope !== undefined && scope.service !== '') return scope.service;
  if (isQuery(request)) {
    const version = versionOf(request);
    if (version !== undefined) return BY_VERSION[version] ?? `Query ${version}`;
    if (parseQuery(request).action !== '') return 'sqs';
  }
  if (LAMBDA_PATH.test(request.path)) return 'lambda';
  if (request.path.startsWith('/v2/apis')) return 'apigateway';
  if (request.path.startsWith('/v2/email/')) return 'ses';
  return 's3';
}

/** The HTTP API's port serves the mailbox too, beside the API of the stack. */
export function chooseHttpService({ path }: WireRequest): string {
  return isMailboxPath(path) ? 'mailbox' : 'execute-api';
}

function versionOf(request: WireRequest): string | undefined {
  const inQuery = request.query.get('Version');
  return inQuery ?? new URLSearchParams(Buffer.from(request.body).toString('utf8')).get('Version') ?? undefined;
}
