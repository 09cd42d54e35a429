/** An event bus on EventBridge: requests within the service's limits, and an answer for every entry. */

import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { BusEvent, EventBus } from '../../domain/ports/event-bus.ts';
import { unavailable } from '../../domain/ports/port-error.ts';
import { entryBytes, PUT_EVENTS_LIMITS } from './put-events-limits.ts';
import { reaching } from './unavailable.ts';

const REQUESTS_AT_ONCE = 4;

export function eventBridgeBus(client: EventBridgeClient, busName: string): EventBus {
  async function send(entries: readonly PutEventsRequestEntry[]): Promise<(Error | undefined)[]> {
    const answer = await reaching('The event bus', () => client.send(new PutEventsCommand({ Entries: [...entries] })));
    return entries.map((_, at) => {
      const { ErrorCode, ErrorMessage } = answer.Entries?.[at] ?? {
        ErrorCode: 'InternalFailure',
        ErrorMessage: 'no answer',
      };
      return ErrorCode === undefined ? undefined : unavailable('The event bus', `${ErrorCode}: ${ErrorMessage}`);
    });
  }

  return {
    async put(events) {
      const requests = intoRequests(events.map((event) => entryOf(event, busName)));
      const outcomes: (Error | undefined)[] = [];
      for (let at = 0; at < requests.length; at += REQUESTS_AT_ONCE) {
        const answers = await Promise.all(requests.slice(at, at + REQUESTS_AT_ONCE).map(send));
        outcomes.push(...answers.flat());
      }
      return outcomes;
    },
  };
}

function entryOf({ source, type, time, detail }: BusEvent, busName: string): PutEventsRequestEntry {
  return {
    EventBusName: busName,
    Source: source,
    DetailType: type,
    Time: new Date(time),
    Detail: JSON.stringify(detail),
  };
}

function intoRequests(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const requests: PutEventsRequestEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = entryBytes(entry);
    const last = requests.at(-1);
    if (last === undefined || last.length === PUT_EVENTS_LIMITS.entries || bytes > room) {
      requests.push([entry]);
      room = PUT_EVENTS_LIMITS.bytes - bytes;
    } else {
      last.push(entry);
      room -= bytes;
    }
  }
  return requests;
}
