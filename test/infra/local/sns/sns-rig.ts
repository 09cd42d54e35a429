/** SNS and SQS in an engine, with the SDK's client for SNS. */

import { SNSClient } from '@aws-sdk/client-sns';
import { eventBridgeService } from '../../../../infra/local/eventbridge/eventbridge-service.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import type { ResourceProvider, Service } from '../../../../infra/local/kernel/service.ts';
import { snsService } from '../../../../infra/local/sns/sns-service.ts';
import type { ReceivedMessage } from '../../../../infra/local/sqs/received-message.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { takeMessages } from '../sqs/take-messages.ts';
import { reaching, ROOT, testEngine, type TestEngineOptions } from '../test-engine.ts';

export const ACCOUNT = '000000000000';

export const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${name}`;

/** `others` are services beside SNS, SQS and EventBridge. */
export function snsRig(options: TestEngineOptions = {}, others: readonly Service[] = []) {
  const services = [snsService(), sqsService(), eventBridgeService(), ...others];
  const rig = testEngine(services, options);
  const sns = <Output = Record<string, unknown>>(operation: string, input: unknown, caller: Caller = ROOT): Output =>
    rig.call<Output>('sns', operation, input, caller);
  return {
    call: <Output>(service: string, operation: string, input: unknown, caller: Caller = ROOT): Output =>
      rig.call<Output>(service, operation, input, caller),
    engine: rig.engine,
    now: (): number => rig.now(),
    advance: (ms: number): void => rig.advance(ms),
    sns,
    client: (caller: Caller = ROOT): SNSClient => new SNSClient(reaching(rig.requestHandler('sns', caller))),
    /** Returns the topic's ARN. */
    topic: (Name = 'orders'): string => sns<{ TopicArn: string }>('CreateTopic', { Name }).TopicArn,
    /** Creates a queue that lets every topic in, and returns its ARN. */
    queue: (QueueName: string): string => {
      const Resource = arnOf('sqs', QueueName);
      const Principal = { Service: 'sns.amazonaws.com' };
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource },
      });
      rig.call('sqs', 'CreateQueue', { QueueName, Attributes: { Policy } });
      return Resource;
    },
    /** Subscribes a queue (or a function) and returns the subscription's ARN. */
    subscribe: (TopicArn: string, Endpoint: string, Attributes?: Readonly<Record<string, string>>): string =>
      sns<{ SubscriptionArn: string }>('Subscribe', {
        TopicArn,
        Endpoint,
        Protocol: Endpoint.split(':')[2],
        ...(Attributes === undefined ? {} : { Attributes }),
      }).SubscriptionArn,
    /** Publishes, lets the message arrive, and returns its id. */
    publish: (TopicArn: string, Message: string, more: object = {}): string => {
      const { MessageId } = sns<{ MessageId: string }>('Publish', { TopicArn, Message, ...more });
      rig.advance(0);
      return MessageId;
    },
    /** Takes what has arrived in a queue. */
    receive: (QueueUrl: string): readonly ReceivedMessage[] => takeMessages(rig, QueueUrl),
    /** Applies a resource of a template. */
    apply: (type: string, generatedName: string, properties: Readonly<Record<string, unknown>>) =>
      rig.engine.run(ROOT, (context) =>
        providerOf(services, type).apply(context, {
          logicalId: 'Logical',
          generatedName,
          properties,
          assetPath: (key) => key,
        }),
      ),
    remove: (type: string, ref: string): void =>
      rig.engine.run(ROOT, (context) => providerOf(services, type).remove?.(context, ref)),
  };
}

function providerOf(services: readonly Service[], type: string): ResourceProvider {
  const provider = services.map(({ resources }) => resources?.[type]).find((found) => found !== undefined);
  if (provider === undefined) throw new Error(`no service provides ${type}`);
  return provider;
}

/** What a queue received from a topic, without the envelope. */
export function messagesIn(received: readonly ReceivedMessage[]): string[] {
  return received.map(({ Body }) => (JSON.parse(Body) as { Message: string }).Message).sort();
}
