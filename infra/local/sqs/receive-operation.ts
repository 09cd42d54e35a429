/** `ReceiveMessage`: takes what is ready, or waits for it. */

import type { Context } from '../kernel/context.ts';
import { Wait } from '../kernel/wire.ts';
import { announce } from './alarm.ts';
import { buryIfDead } from './dead-letters.ts';
import { lineOf } from './line-of.ts';
import type { Waiting } from './line.ts';
import type { Delivery } from './message.ts';
import { queueTopic } from './queue-address.ts';
import { numberAttribute } from './queue-attributes.ts';
import { openQueue, type Queue } from './queue.ts';
import { checkAttempt, rememberAttempt, repeatAttempt } from './receive-attempt.ts';
import { receivedMessage, type ReceivedMessage, type Wanted } from './received-message.ts';
import { integerParameter } from './sqs-parameters.ts';

export interface ReceiveMessageInput {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
  /** 1 to 10, 1 by default. */
  readonly MaxNumberOfMessages?: number;
  /** Seconds, 0 to 43,200; the queue's by default. */
  readonly VisibilityTimeout?: number;
  /** Seconds, 0 to 20; the queue's by default. */
  readonly WaitTimeSeconds?: number;
  /** FIFO only. */
  readonly ReceiveRequestAttemptId?: string;
}

export interface ReceiveMessageOutput {
  readonly Messages?: readonly ReceivedMessage[];
}

interface Demand {
  readonly most: number;
  readonly visibilityMs: number;
  readonly wanted: Wanted;
  readonly attempt?: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export function receiveMessage(
  context: Context,
  input: ReceiveMessageInput,
): ReceiveMessageOutput | Wait<ReceiveMessageOutput> {
  const queue = openQueue(context, 'ReceiveMessage', input.QueueUrl);
  const demand = demandOf(queue, input);
  const waitSeconds =
    integerParameter(input.WaitTimeSeconds, 'WaitTimeSeconds', 0, 20) ??
    numberAttribute(queue, 'ReceiveMessageWaitTimeSeconds');
  const untilMs = context.now + waitSeconds * 1000;
  const Messages = take(context, queue, demand);
  if (Messages.length > 0) return { Messages };
  return untilMs > context.now ? waitFor(context, queue, input, untilMs) : {};
}

/** Long polling: looks again when something arrives or becomes visible, and gives up at `untilMs`. */
function waitFor(
  context: Context,
  queue: Queue,
  input: ReceiveMessageInput,
  untilMs: number,
): Wait<ReceiveMessageOutput> {
  const dueMs = lineOf(context.tx, queue).nextDueMs(context.now) ?? untilMs;
  return new Wait(queueTopic(queue, context.region), Math.min(untilMs, dueMs), (later) => {
    const found = openQueue(later, 'ReceiveMessage', input.QueueUrl);
    const Messages = take(later, found, demandOf(found, input));
    if (Messages.length > 0) return { Messages };
    return later.now < untilMs ? waitFor(later, found, input, untilMs) : {};
  });
}

function demandOf(queue: Queue, input: ReceiveMessageInput): Demand {
  const visibilitySeconds =
    integerParameter(input.VisibilityTimeout, 'VisibilityTimeout', 0, 43_200) ??
    numberAttribute(queue, 'VisibilityTimeout');
  const attempt = input.ReceiveRequestAttemptId;
  checkAttempt(queue, attempt);
  return {
    ...(attempt === undefined ? {} : { attempt }),
    most: integerParameter(input.MaxNumberOfMessages, 'MaxNumberOfMessages', 1, 10) ?? 1,
    visibilityMs: visibilitySeconds * 1000,
    wanted: {
      system: new Set([...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])]),
      attributes: input.MessageAttributeNames ?? [],
    },
  };
}

/** Receives: what the same attempt brought before, else what is ready. */
function take(context: Context, queue: Queue, { most, visibilityMs, wanted, attempt }: Demand): ReceivedMessage[] {
  const again = attempt === undefined ? undefined : repeatAttempt(context, queue, attempt, visibilityMs);
  const taken = again ?? takeReady(context, queue, most, visibilityMs);
  if (taken.length > 0 && attempt !== undefined) rememberAttempt(context, queue, attempt, taken);
  if (taken.length > 0 && visibilityMs > 0) announce(context, queue, context.now + visibilityMs);
  return taken.map((waiting) => receivedMessage(queue, waiting, wanted));
}

function takeReady(context: Context, queue: Queue, most: number, visibilityMs: number): Waiting[] {
  const line = lineOf(context.tx, queue);
  const oldestMs = context.now - numberAttribute(queue, 'MessageRetentionPeriod') * 1000;
  const taken: Waiting[] = [];
  for (const waiting of line.ready(context.now)) {
    if (waiting.message.sentMs <= oldestMs) line.remove(waiting);
    else if (!buryIfDead(context, queue, waiting)) {
      const delivery = delivered(context, waiting, visibilityMs);
      line.move(waiting, delivery);
      taken.push({ ...waiting, delivery });
      if (taken.length === most) break;
    }
  }
  return taken;
}

function delivered(context: Context, { delivery }: Waiting, visibilityMs: number): Delivery {
  const dueMs = context.now + visibilityMs;
  return {
    dueMs,
    receiptDueMs: dueMs,
    receives: delivery.receives + 1,
    firstReceivedMs: delivery.firstReceivedMs ?? context.now,
    receivedMs: context.now,
    receipt: context.sequence(),
  };
}
