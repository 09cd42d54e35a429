/** An event in EventBridge's envelope. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */

import type { CompleteEntry } from './entry.ts';

export interface BusEvent {
  readonly id: string;
  /** The envelope as text; the detail in it is the publisher's own text without its white space. */
  readonly text: string;
  /** The envelope parsed: what patterns match. */
  readonly content: object;
  /** Its own time, in milliseconds. */
  readonly timeMs: number;
  readonly traceHeader: string | undefined;
}

interface Circumstances {
  readonly id: string;
  /** The publisher's. */
  readonly account: string;
  readonly region: string;
  readonly now: number;
}

/** `detail` is the entry's detail, parsed. Times have the precision of a second. */
export function busEvent(entry: CompleteEntry, detail: object, { id, account, region, now }: Circumstances): BusEvent {
  const timeMs = Math.floor(entry.Time ?? now / 1000) * 1000;
  const time = new Date(timeMs).toISOString().replace('.000Z', 'Z');
  const { DetailType, Source, Resources: resources = [] } = entry;
  const head = { version: '0', id, 'detail-type': DetailType, source: Source, account, time, region, resources };
  return {
    id,
    text: `${JSON.stringify(head).slice(0, -1)},"detail":${compactJson(entry.Detail)}}`,
    content: { ...head, detail },
    timeMs,
    traceHeader: entry.TraceHeader,
  };
}

export interface Envelope {
  readonly id: string;
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
}

/** An event that already has its envelope. */
export function parseBusEvent(
  text: string,
  traceHeader: string | undefined,
): BusEvent & { readonly content: Envelope } {
  const event = JSON.parse(text) as Envelope;
  return {
    id: event.id,
    text,
    content: event,
    timeMs: Date.parse(event.time),
    traceHeader,
  };
}

/**
 * An archived event as a replay sends it again. The name goes where EventBridge puts it: before `resources`, the
 * first member whose name cannot stand in a string before it, since quotes are escaped there.
 */
export function replayedEvent(text: string, replay: string): BusEvent {
  const named = text.replace(',"resources":', () => `,"replay-name":${JSON.stringify(replay)},"resources":`);
  return parseBusEvent(named, undefined);
}

/** Parsing and printing would lose digits of large numbers and the order of keys that look like numbers. */
function compactJson(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|[ \t\n\r]+/g, '$1');
}
