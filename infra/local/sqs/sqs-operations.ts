/** The operations of SQS by name. */

import type { Operation } from '../kernel/service.ts';
import { getQueueAttributes, setQueueAttributes } from './attribute-operations.ts';
import { deleteMessage, deleteMessageBatch } from './delete-operations.ts';
import { listDeadLetterSourceQueues, listQueues } from './list-operations.ts';
import { cancelMessageMoveTask, listMessageMoveTasks, startMessageMoveTask } from './move-task-operations.ts';
import { addPermission, removePermission } from './permission-operations.ts';
import { createQueue, deleteQueue, getQueueUrl, purgeQueue } from './queue-operations.ts';
import { receiveMessage } from './receive-operation.ts';
import { sendMessage, sendMessageBatch } from './send-operations.ts';
import { checkedShapes } from './sqs-shapes.ts';
import { listQueueTags, tagQueue, untagQueue } from './tag-operations.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './visibility-operations.ts';

/** Inside the engine a `QueueUrl` may also be an ARN. */
export const SQS_OPERATIONS: Readonly<Record<string, Operation>> = typed({
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
});

/** The same operations, their input checked for its types. */
function typed(operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      (context, input) => operation(context, checkedShapes(input)),
    ]),
  );
}
