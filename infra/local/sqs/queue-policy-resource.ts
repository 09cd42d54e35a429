/** `AWS::SQS::QueuePolicy` of the template: one policy attached to several queues. */

import type { Context } from '../kernel/context.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { key } from '../kernel/tuple-key.ts';
import { parseQueueUrl } from './queue-address.ts';
import { findQueue, savePolicy } from './queue.ts';
import { invalidParameter, queueDoesNotExist } from './sqs-errors.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicyProvider: ResourceProvider = {
  properties: ['Queues', 'PolicyDocument'],
  apply(context, { generatedName, properties }) {
    const queues = properties.Queues as readonly string[] | undefined;
    if (queues === undefined || queues.length === 0) throw invalidParameter('A QueuePolicy needs at least one queue.');
    const document: unknown = properties.PolicyDocument;
    const policy = typeof document === 'string' ? document : JSON.stringify(document);
    for (const url of context.tx.get<string[]>(attachedKey(context, generatedName)) ?? [])
      if (!queues.includes(url)) setPolicy(context, url, undefined);
    for (const url of queues) if (!setPolicy(context, url, policy)) throw queueDoesNotExist();
    context.tx.put(attachedKey(context, generatedName), queues);
    return { ref: generatedName, attributes: { Id: generatedName } };
  },
  remove(context, ref) {
    for (const url of context.tx.get<string[]>(attachedKey(context, ref)) ?? []) setPolicy(context, url, undefined);
    context.tx.delete(attachedKey(context, ref));
  },
};

/** Which queues a policy of the template was attached to, so that it can be taken off again. */
function attachedKey(context: Context, ref: string): string {
  return key('sqs', context.caller.account, 'policy', ref);
}

/** False if there is no such queue. */
function setPolicy(context: Context, url: string, policy: string | undefined): boolean {
  const queue = findQueue(context, parseQueueUrl(url, context.caller.account));
  if (queue === undefined) return false;
  savePolicy(context, queue, policy);
  return true;
}
