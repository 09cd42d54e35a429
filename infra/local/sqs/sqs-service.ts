/** Amazon SQS: queues that give a message to whoever asks, and again unless it is deleted in time. */

import type { Context } from '../kernel/context.ts';
import { jsonProtocol } from '../kernel/json-protocol.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { invalidAction, isQuery, parseQuery, queryRefusal, queryResponse } from '../kernel/query-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { Wait, type WireRequest, type WireResponse } from '../kernel/wire.ts';
import { ringAlarm } from './alarm.ts';
import { getQueueAttributes, setQueueAttributes } from './attribute-operations.ts';
import { deleteMessage, deleteMessageBatch } from './delete-operations.ts';
import { listDeadLetterSourceQueues, listQueues } from './list-operations.ts';
import {
  cancelMessageMoveTask,
  listMessageMoveTasks,
  runMoveTask,
  startMessageMoveTask,
} from './move-task-operations.ts';
import { addPermission, removePermission } from './permission-operations.ts';
import { DEFAULT_ORIGIN } from './queue-address.ts';
import { createQueue, deleteQueue, getQueueUrl, purgeQueue } from './queue-operations.ts';
import { queuePolicyProvider } from './queue-policy-resource.ts';
import { queueProvider } from './queue-resource.ts';
import { receiveMessage } from './receive-operation.ts';
import { sendMessage, sendMessageBatch } from './send-operations.ts';
import { fromQuery, SQS_XML_NAMESPACE, toXml } from './sqs-query.ts';
import { listQueueTags, tagQueue, untagQueue } from './tag-operations.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './visibility-operations.ts';

const OPERATIONS: Readonly<Record<string, Operation>> = {
  AddPermission: addPermission,
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListMessageMoveTasks: listMessageMoveTasks,
  ListQueueTags: listQueueTags,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  RemovePermission: removePermission,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
  StartMessageMoveTask: startMessageMoveTask,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
};

const XML = { namespace: SQS_XML_NAMESPACE };

/** The service `sqs`. Inside the engine a `QueueUrl` may also be an ARN. */
export function sqsService(): Service {
  const json = jsonProtocol(OPERATIONS, { version: '1.0', errorNamespace: 'com.amazonaws.sqs' });
  return {
    name: 'sqs',
    operations: OPERATIONS,
    serve(context, request) {
      const answer = isQuery(request) ? serveQuery(context, request) : json.serve(context, request);
      const addressed = (response: WireResponse): WireResponse => withOrigin(response, request);
      return answer instanceof Wait ? answer.map(addressed) : addressed(answer);
    },
    refuse: (error, requestId, request) =>
      isQuery(request) ? refuseQuery(error, requestId) : json.refuse(error, requestId, request),
    tasks: { alarm: ringAlarm, move: runMoveTask },
    resources: { 'AWS::SQS::Queue': queueProvider, 'AWS::SQS::QueuePolicy': queuePolicyProvider },
  };
}

function serveQuery(context: Context, request: WireRequest): WireResponse | Wait<WireResponse> {
  const { action, input } = parseQuery(request);
  const operation = Object.hasOwn(OPERATIONS, action) ? OPERATIONS[action] : undefined;
  if (operation === undefined) throw invalidAction(action);
  const byPath = request.path === '/' ? {} : { QueueUrl: decodeURIComponent(request.path) };
  const output = operation(context, { ...byPath, ...fromQuery(input) });
  const respond = (result: unknown): WireResponse =>
    queryResponse(action, toXml(action, result), context.requestId, XML);
  return output instanceof Wait ? output.map(respond) : respond(output);
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

const ANSWERED_WITH_URLS = /CreateQueue|GetQueueUrl|ListQueues|ListDeadLetterSourceQueues/;

/** Queue URLs lead back to where the client found us. */
function withOrigin(response: WireResponse, request: WireRequest): WireResponse {
  const host = request.headers.host;
  const action = request.headers['x-amz-target'] ?? parseQuery(request).action;
  if (host === undefined || typeof response.body !== 'string' || !ANSWERED_WITH_URLS.test(action)) return response;
  return { ...response, body: response.body.replaceAll(`${DEFAULT_ORIGIN}/`, `http://${host}/`) };
}
