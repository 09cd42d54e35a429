/** An engine with EventBridge and SQS for tests, spoken to by the SDK's clients. */

import { EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import {
  eventBridgeService,
  type EventBridgeOptions,
} from '../../../../infra/local/eventbridge/eventbridge-service.ts';
import type { Caller, Context } from '../../../../infra/local/kernel/context.ts';
import type { Service } from '../../../../infra/local/kernel/service.ts';
import type { ReceivedMessage } from '../../../../infra/local/sqs/received-message.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { takeMessages } from '../sqs/take-messages.ts';
import { reaching, ROOT, testEngine, type TestEngineOptions } from '../test-engine.ts';

export const ACCOUNT = '000000000000';

export interface PutResult {
  readonly FailedEntryCount: number;
  readonly Entries: readonly {
    readonly EventId?: string;
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  }[];
}

export type BridgeOptions = TestEngineOptions & EventBridgeOptions;

/** `others` are services beside EventBridge and SQS. */
export function bridge(others: readonly Service[] = [], options: BridgeOptions = {}) {
  const rig = testEngine([eventBridgeService(options), sqsService(), ...others], options);
  return {
    engine: rig.engine,
    call: <Output>(service: string, operation: string, input: unknown): Output => rig.call(service, operation, input),
    run: <T>(work: (context: Context) => T): T => rig.run(work),
    now: (): number => rig.now(),
    /** Moves the clock on and runs what falls due. */
    advance: (ms: number): void => rig.advance(ms),

    client: new EventBridgeClient(reaching(rig.requestHandler('events'))),

    events: <Output = Record<string, unknown>>(operation: string, input: unknown, caller: Caller = ROOT): Output =>
      rig.call<Output>('events', operation, input, caller),

    /** Puts one event on the default bus unless the entry says otherwise. */
    put: (entry: Partial<PutEventsRequestEntry> = {}, caller: Caller = ROOT): PutResult =>
      rig.call(
        'events',
        'PutEvents',
        { Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: '{}', ...entry }] },
        caller,
      ),

    /** Creates a queue and returns its ARN. */
    queue: (QueueName: string): string => {
      rig.call('sqs', 'CreateQueue', { QueueName, ...(QueueName.endsWith('.fifo') && { Attributes: FIFO }) });
      return queueArn(QueueName);
    },

    /** Takes what has arrived in a queue. */
    receive: (QueueUrl: string): readonly ReceivedMessage[] => takeMessages(rig, QueueUrl),

    /** Tasks of EventBridge that wait for their time. */
    pending: () => rig.engine.tasks(100).filter(({ service }) => service === 'events'),

    /** A rule on the default bus for events from `shop`, with one target. */
    ruleTo: (target: Readonly<Record<string, unknown>>, pattern: object = { source: ['shop'] }): string => {
      const { RuleArn } = rig.call<{ RuleArn: string }>('events', 'PutRule', {
        Name: 'rule',
        EventPattern: JSON.stringify(pattern),
      });
      rig.call('events', 'PutTargets', { Rule: 'rule', Targets: [{ Id: 'target', ...target }] });
      return RuleArn;
    },
  };
}

const FIFO = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };

export function queueArn(name: string): string {
  return `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;
}

export function busArn(name: string, account = ACCOUNT): string {
  return `arn:aws:events:us-east-1:${account}:event-bus/${name}`;
}
