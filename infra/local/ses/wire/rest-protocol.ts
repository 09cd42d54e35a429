/** Version 2 of the API: REST paths and JSON bodies. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { jsonBody } from '../../kernel/json-protocol.ts';
import type { Operation } from '../../kernel/service.ts';
import type { WireRequest, WireResponse } from '../../kernel/wire.ts';
import { inSesTerms } from '../ses-errors.ts';
import { checkedShapes } from './ses-shapes.ts';

const IDENTITIES = '/v2/email/identities';
const IDENTITY = /^\/v2\/email\/identities\/([^/]+)$/;

interface Route {
  readonly operation: string;
  /** Members of the input that stand in path and query. */
  readonly members: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html */
export function serveRest(
  context: Context,
  request: WireRequest,
  operations: Readonly<Record<string, Operation>>,
): WireResponse {
  const route = routeOf(request);
  const operation = route === undefined ? undefined : operations[route.operation];
  if (route === undefined || operation === undefined)
    throw new AwsError(
      'UnknownOperationException',
      `Unable to determine the operation of ${request.method} ${request.path}.`,
      {
        status: 404,
      },
    );
  const output = operation(context, checkedShapes({ ...jsonBody(request), ...route.members }));
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': context.requestId },
    body: JSON.stringify(output),
  };
}

function routeOf({ method, path, query }: WireRequest): Route | undefined {
  const call = `${method} ${path.replace(/\/$/, '')}`;
  if (call === 'POST /v2/email/outbound-emails') return { operation: 'SendEmail', members: {} };
  if (call === 'GET /v2/email/account') return { operation: 'GetAccount', members: {} };
  if (call === `POST ${IDENTITIES}`) return { operation: 'CreateEmailIdentity', members: {} };
  if (call === 'POST /v2/email/list-identities') return { operation: 'ListEmailIdentities', members: {} };
  if (call === `GET ${IDENTITIES}`)
    return { operation: 'ListEmailIdentities', members: Object.fromEntries(query.entries()) };
  const name = IDENTITY.exec(path)?.[1];
  const operation = { GET: 'GetEmailIdentity', DELETE: 'DeleteEmailIdentity' }[method];
  if (name === undefined || operation === undefined) return undefined;
  return { operation, members: { EmailIdentity: decoded(name) } };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function refuseRest(refusal: AwsError, requestId: string): WireResponse {
  const { status, code, message } = inSesTerms(refusal);
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
    body: JSON.stringify({ message }),
  };
}
