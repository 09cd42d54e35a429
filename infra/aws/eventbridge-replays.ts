/** Replays of an EventBridge archive to the bus it was made of, seen by one rule alone. */

import {
  CancelReplayCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  IllegalStatusException,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  StartReplayCommand,
  type DescribeReplayResponse,
  type EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import type { Replays, ReplayState } from '../../domain/ports/replays.ts';
import { reaching } from './unavailable.ts';

export interface ReplayParts {
  readonly eventBridge: EventBridgeClient;
  readonly sqs: SQSClient;
  readonly archive: { readonly name: string; readonly arn: string };
  readonly busArn: string;
  /** The rule that replayed events go to, and the queue behind it. */
  readonly rule: { readonly arn: string; readonly queueUrl: string };
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html */
const STATES: Readonly<Record<string, ReplayState['state']>> = {
  STARTING: 'running',
  RUNNING: 'running',
  CANCELLING: 'running',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
};

const COUNTS: readonly QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

export function eventBridgeReplays({ eventBridge, sqs, archive, busArn, rule }: ReplayParts): Replays {
  const what = 'EventBridge';
  return {
    async start({ name, fromMs, toMs }) {
      const command = new StartReplayCommand({
        ReplayName: name,
        EventSourceArn: archive.arn,
        EventStartTime: new Date(fromMs),
        EventEndTime: new Date(toMs),
        Destination: { Arn: busArn, FilterArns: [rule.arn] },
      });
      await reaching(what, () => eventBridge.send(command)).catch(unless(ResourceAlreadyExistsException));
    },

    async find(name) {
      const command = new DescribeReplayCommand({ ReplayName: name });
      const found = await reaching(what, () => eventBridge.send(command)).catch(unless(ResourceNotFoundException));
      const state = STATES[found?.State ?? ''];
      if (state === undefined) return undefined;
      return {
        state,
        share: shareOf(found ?? {}),
        ...(found?.StateReason !== undefined && { reason: found.StateReason }),
      };
    },

    async cancel(name) {
      const command = new CancelReplayCommand({ ReplayName: name });
      await reaching(what, () => eventBridge.send(command)).catch(
        unless(ResourceNotFoundException, IllegalStatusException),
      );
    },

    async archive() {
      const command = new DescribeArchiveCommand({ ArchiveName: archive.name });
      const { EventCount = 0, CreationTime } = await reaching(what, () => eventBridge.send(command));
      return { events: EventCount, sinceMs: CreationTime?.getTime() ?? 0 };
    },

    async backlog() {
      const command = new GetQueueAttributesCommand({ QueueUrl: rule.queueUrl, AttributeNames: [...COUNTS] });
      const { Attributes = {} } = await reaching('The rebuild queue', () => sqs.send(command));
      return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
  };
}

function shareOf({ EventStartTime, EventEndTime, EventLastReplayedTime }: DescribeReplayResponse): number {
  if (!EventStartTime || !EventEndTime || !EventLastReplayedTime) return 0;
  return (Number(EventLastReplayedTime) - Number(EventStartTime)) / (Number(EventEndTime) - Number(EventStartTime));
}

/** Passes over errors of these kinds: what was asked for is so already. */
function unless(...kinds: readonly (abstract new (...args: never[]) => Error)[]) {
  return (error: unknown): undefined => {
    if (!kinds.some((kind) => error instanceof kind)) throw error;
    return undefined;
  };
}
