/** Replays of the archive of recorded events, as anyone may start them. */

import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  ListReplaysCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import type { LocalSystem } from './local-system.ts';

type Archived = Pick<LocalSystem, 'access' | 'output'>;

export interface ReplayOptions {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  readonly forMs: number;
}

/** Replays what was recorded then to every rule of the bus; returns when it is over. */
export async function replayForAll(
  { access, output }: Archived,
  { name: ReplayName, fromMs, forMs }: ReplayOptions,
): Promise<void> {
  const client = new EventBridgeClient(access);
  const archive = await client.send(new DescribeArchiveCommand({ ArchiveName: output('ArchiveName') }));
  await client.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: archive.ArchiveArn,
      EventStartTime: new Date(fromMs),
      EventEndTime: new Date(fromMs + forMs),
      Destination: { Arn: archive.EventSourceArn },
    }),
  );
  const state = async () => (await client.send(new DescribeReplayCommand({ ReplayName }))).State;
  await expect.poll(state, { timeout: 120_000, interval: 200 }).toBe('COMPLETED');
}

/** The states in which replays ended. */
export async function endedReplays({ access }: Archived): Promise<string[]> {
  const { Replays = [] } = await new EventBridgeClient(access).send(new ListReplaysCommand({}));
  return Replays.map(({ State = '' }) => State);
}
