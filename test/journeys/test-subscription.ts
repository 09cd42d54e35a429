/** A consumer of recorded events as anyone may have one: a rule on the bus, and a queue behind it. */

import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { LocalSystem } from './local-system.ts';

/** An event as EventBridge delivers it. */
export interface Delivered {
  readonly detail: { readonly id: string; readonly type: string; readonly subject: string; readonly sequence?: number };
  readonly 'replay-name'?: string;
}

export interface TestSubscription {
  /** Everything that has arrived by now. */
  delivered(): Promise<readonly Delivered[]>;
}

/** `name` is that of the rule and of the queue. */
export async function subscribe(
  { access, output }: Pick<LocalSystem, 'access' | 'output'>,
  name: string,
  pattern: object,
): Promise<TestSubscription> {
  const [sqs, eventBridge] = [new SQSClient(access), new EventBridgeClient(access)];
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const rule = { Name: name, EventBusName: output('RecordedBusName'), EventPattern: JSON.stringify(pattern) };
  await eventBridge.send(new PutRuleCommand(rule));
  const targets = { Rule: name, EventBusName: rule.EventBusName, Targets: [{ Id: 'queue', Arn }] };
  await eventBridge.send(new PutTargetsCommand(targets));
  const delivered: Delivered[] = [];

  /** The number of messages taken. */
  async function take(): Promise<number> {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return 0;
    delivered.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as Delivered));
    const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Messages.length;
  }

  return {
    async delivered() {
      while ((await take()) > 0);
      return delivered;
    },
  };
}
