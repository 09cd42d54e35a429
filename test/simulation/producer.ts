/** The producers of a run: they send what the story says, try again until it is taken, and remember what was. */

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { clientConfig, lean } from './clients.ts';
import type { Network, Process } from './network.ts';
import type { Scheduler } from './scheduler.ts';
import type { Utterance } from './story.ts';

export interface Producer {
  /** What was acknowledged so far. */
  readonly acknowledged: readonly Utterance[];
  finished(): boolean;
}

export interface ProducerParts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly busName: string;
  readonly streamName: string;
  /** Before the first of them, in milliseconds. */
  readonly silenceMs: number;
  /** The longest pause between two bursts, in milliseconds. */
  readonly pauseMs: number;
}

/** Sends a few at a time, or in bursts. */
export function startProducer(
  utterances: readonly Utterance[],
  { scheduler, network, silenceMs, pauseMs, ...names }: ProducerParts,
): Producer {
  const process: Process = { name: 'producer', alive: true, kill: () => undefined };
  const eventBridge = lean(new EventBridgeClient(clientConfig(network, { service: 'events', process })));
  const kinesis = lean(new KinesisClient(clientConfig(network, { service: 'kinesis', process })));
  const acknowledged: Utterance[] = [];
  let finished = false;

  async function send({ via, content }: Utterance): Promise<boolean> {
    const text = JSON.stringify(content);
    if (via === 'bus') {
      const { source, type } = content as { source: string; type: string };
      const entry = { EventBusName: names.busName, Source: source, DetailType: type, Detail: text };
      const { FailedEntryCount } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
      return FailedEntryCount === 0;
    }
    const record = { PartitionKey: JSON.stringify(content['subject'] ?? 'none'), Data: Buffer.from(text) };
    const { FailedRecordCount } = await kinesis.send(
      new PutRecordsCommand({ StreamName: names.streamName, Records: [record] }),
    );
    return FailedRecordCount === 0;
  }

  async function say(utterance: Utterance): Promise<void> {
    for (;;) {
      const taken = await send(utterance).catch(() => false);
      if (taken) break;
      await scheduler.wait(100);
    }
    acknowledged.push(utterance);
  }

  async function sayAll(): Promise<void> {
    await scheduler.wait(silenceMs);
    const rest = [...utterances];
    const atOnce = scheduler.chance(0.5) ? 4 : 40;
    while (rest.length > 0) {
      await Promise.all(rest.splice(0, 1 + Math.floor(scheduler.random() * atOnce)).map(say));
      await scheduler.wait(scheduler.random() * pauseMs);
    }
    finished = true;
  }

  void sayAll();
  return { acknowledged, finished: () => finished };
}
