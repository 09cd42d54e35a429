/** An archive of the default bus, rules whose target notes what it is sent, and replays. Times are seconds after `START`. */

import type { StartReplayInput } from '../../../../../infra/local/eventbridge/replays/start-replay.ts';
import { bridge, busArn, type BridgeOptions } from '../bridge.ts';
import { targetService } from '../target-service.ts';

export const START = Date.parse('2025-06-01T10:00:30Z') / 1000;
export const ARCHIVE = 'arn:aws:events:us-east-1:000000000000:archive/a';
const BUS = busArn('default');

export interface ReplayedEvent {
  readonly id: string;
  readonly time: string;
  readonly 'replay-name'?: string;
  readonly detail: { readonly n: number };
}

export interface Delivered {
  /** Of the rule. */
  readonly rule: string;
  readonly event: ReplayedEvent;
}

export interface DescribedReplay {
  readonly State: string;
  readonly StateReason?: string;
  readonly EventLastReplayedTime?: number;
  readonly ReplayEndTime?: number;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly rules?: readonly string[];
}

export function replayRig(options: BridgeOptions = {}) {
  const target = targetService('lambda', 'Invoke');
  const rig = bridge([target.service], options);
  const request = (ReplayName: string, { from, to, rules }: Interval): StartReplayInput => ({
    ReplayName,
    EventSourceArn: ARCHIVE,
    EventStartTime: START + from,
    EventEndTime: START + to,
    Destination: { Arn: BUS, ...(rules && { FilterArns: rules.map(ruleArn) }) },
  });
  return {
    ...rig,
    target,
    request,

    archive: (settings: object = {}) =>
      rig.events('CreateArchive', { ArchiveName: 'a', EventSourceArn: BUS, ...settings }),

    /** A rule with a target of its own. */
    rule(Name: string, pattern: object = { source: ['shop'] }) {
      rig.events('PutRule', { Name, EventPattern: JSON.stringify(pattern) });
      rig.events('PutTargets', {
        Rule: Name,
        Targets: [{ Id: 't', Arn: `arn:aws:lambda:us-east-1:000000000000:function:${Name}` }],
      });
    },

    /** Puts one event for each time; `n` counts them. */
    putAt(...times: readonly number[]) {
      times.forEach((time, n) =>
        rig.events('PutEvents', {
          Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: JSON.stringify({ n }), Time: START + time }],
        }),
      );
    },

    start: (name: string, interval: Interval) => rig.events('StartReplay', request(name, interval)),
    cancel: (ReplayName: string) => rig.events('CancelReplay', { ReplayName }),
    describe: (ReplayName: string) => rig.events<DescribedReplay>('DescribeReplay', { ReplayName }),

    /** Runs what is due, without moving the clock on. */
    settle: () => rig.advance(0),

    /** Runs one task that is due. */
    step() {
      const [next] = rig.engine.tasks(1);
      if (next !== undefined && next.dueMs <= rig.now()) rig.engine.runTask(next.id);
    },

    /** What was delivered, in order; replayed events only. */
    delivered: (): Delivered[] =>
      target.calls
        .map(({ input }) => ({
          rule: String(input['FunctionName']).split(':').at(-1) ?? '',
          event: JSON.parse(Buffer.from(String(input['Payload']), 'base64').toString()) as ReplayedEvent,
        }))
        .filter(({ event }) => event['replay-name'] !== undefined),
  };
}

export function ruleArn(name: string): string {
  return `arn:aws:events:us-east-1:000000000000:rule/${name}`;
}

/** The event's time, in seconds after `START`. */
export function secondOf({ event }: Delivered): number {
  return Date.parse(event.time) / 1000 - START;
}

/** Whole numbers from 0 on. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
