/** Handles of message move tasks: opaque to clients, to us the task and its source queue. */

import type { MoveTask } from './move-task.ts';
import { invalidParameter } from './sqs-errors.ts';

export function taskHandle({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString('base64');
}

/** Refuses what we never gave out. */
export function parseTaskHandle(handle: string): { readonly taskId: string; readonly sourceArn: string } {
  try {
    const parsed = JSON.parse(Buffer.from(handle, 'base64').toString('utf8')) as Record<string, unknown> | null;
    if (typeof parsed?.taskId === 'string' && typeof parsed.sourceArn === 'string')
      return { taskId: parsed.taskId, sourceArn: parsed.sourceArn };
  } catch {
    // answered below, as anything else that is not a handle
  }
  throw invalidParameter('Value for parameter TaskHandle is invalid.');
}
