/** Amazon SQS: queues that give a message to whoever asks, and again unless it is deleted in time. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { jsonProtocol } from '../kernel/json-protocol.ts';
import { invalidAction, isQuery, parseQuery, queryRefusal, queryResponse } from '../kernel/query-protocol.ts';
import type { Service } from '../kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../kernel/wire.ts';
import { ringAlarm } from './alarm.ts';
import { runMoveTask } from './move-task-operations.ts';
import { DEFAULT_ORIGIN } from './queue-address.ts';
import { queuePolicyProvider } from './queue-policy-resource.ts';
import { queueProvider } from './queue-resource.ts';
import { returnMessages } from './return-messages.ts';
import { SQS_OPERATIONS } from './sqs-operations.ts';
import { fromQuery, SQS_XML_NAMESPACE, toXml } from './sqs-query.ts';

const XML = { namespace: SQS_XML_NAMESPACE };
const JSON_PROTOCOL = jsonProtocol(SQS_OPERATIONS, { version: '1.0', errorNamespace: 'com.amazonaws.sqs' });

/** The service `sqs`, in both of its wire protocols. */
export function sqsService(): Service {
  return {
    name: 'sqs',
    operations: { ...SQS_OPERATIONS, ReturnMessages: returnMessages },
    serve: (context, request) => (isQuery(request) ? serveQuery(context, request) : serveJson(context, request)),
    refuse: (error, requestId, request) =>
      isQuery(request) ? refuseQuery(error, requestId) : JSON_PROTOCOL.refuse(error, requestId, request),
    tasks: { alarm: ringAlarm, move: runMoveTask },
    resources: { 'AWS::SQS::Queue': queueProvider, 'AWS::SQS::QueuePolicy': queuePolicyProvider },
  };
}

function serveJson(context: Context, request: WireRequest): WireResponse | Wait<WireResponse> {
  const action = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
  const answer = JSON_PROTOCOL.serve(context, request);
  return answer instanceof Wait ? answer : withOrigin(answer, action, request);
}

/** Without a `QueueUrl` the request's own path is the queue's. */
function serveQuery(context: Context, request: WireRequest): WireResponse | Wait<WireResponse> {
  const { action, input } = parseQuery(request);
  const operation = Object.hasOwn(SQS_OPERATIONS, action) ? SQS_OPERATIONS[action] : undefined;
  if (operation === undefined) throw invalidAction(action);
  const byPath = request.path === '/' ? {} : { QueueUrl: request.path };
  const output = operation(context, { ...byPath, ...fromQuery(input) });
  const respond = (result: unknown): WireResponse =>
    queryResponse(action, toXml(action, result), context.requestId, XML);
  return output instanceof Wait ? output.map(respond) : withOrigin(respond(output), action, request);
}

/** The wording and status of two refusals differ between the protocols. */
function refuseQuery(error: AwsError, requestId: string): WireResponse {
  if (error.code === 'QueueDoesNotExist') {
    const message = 'The specified queue does not exist for this wsdl version.';
    return queryRefusal(new AwsError(error.code, message, { queryCode: error.queryCode }), requestId, XML);
  }
  if (error.code === 'AccessDeniedException')
    return queryRefusal(new AwsError('AccessDenied', error.message, { status: 403 }), requestId, XML);
  return queryRefusal(error, requestId, XML);
}

const ANSWERED_WITH_URLS: ReadonlySet<string> = new Set([
  'CreateQueue',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'ListQueues',
]);

/** Queue URLs lead back to where the client found us. */
function withOrigin(response: WireResponse, action: string, { headers }: WireRequest): WireResponse {
  if (headers.host === undefined || typeof response.body !== 'string' || !ANSWERED_WITH_URLS.has(action))
    return response;
  return { ...response, body: response.body.replaceAll(`${DEFAULT_ORIGIN}/`, `http://${headers.host}/`) };
}
