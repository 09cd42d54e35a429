/** What producers say in one simulated run: orders with valid events, duplicates, reused ids and poison among them. */

import fc from 'fast-check';
import { sameContent } from '../../domain/same-content.ts';
import type { StoredEvent } from '../../domain/ports/event-store.ts';
import { maySay } from '../../schemas/who-may-say-what.ts';
import { releasedEvents } from '../domain/arbitraries.ts';
import type { Scheduler } from './scheduler.ts';

/** One thing a producer sends; several times, perhaps. */
export interface Utterance {
  readonly via: 'bus' | 'stream';
  /** An event, or something that is none. */
  readonly content: StoredEvent | Readonly<Record<string, unknown>>;
  /** Whether it is fit to be recorded, as far as that can be told from itself alone. */
  readonly fit: boolean;
}

export const ORDERS = ['o-1', 'o-2', '__proto__'];

export interface StoryOptions {
  /** Events said, before duplicates and poison. */
  readonly size: number;
  /** Whether an order is created once at most. */
  readonly createOnce: boolean;
}

/** Everything that will be said, in the order in which it is sent. */
export function story({ random, pick, chance }: Scheduler, { size, createOnce }: StoryOptions): Utterance[] {
  const seed = Math.floor(random() * 2 ** 31);
  const all = fc.sample(releasedEvents(), { seed, numRuns: size }).map((event, at): StoredEvent => {
    const source = maySay(event.source, event.type) ? event.source : 'shop.checkout';
    return {
      ...event,
      source: event.type.startsWith('Image') ? 'orderlog.images' : source,
      subject: pick(ORDERS),
      id: `e-${at}`,
    };
  });
  const events = createOnce ? all.filter(isFirstCreation) : all;
  const utterances = events.flatMap((event): Utterance[] => {
    const via = event.source.startsWith('orderlog.') || chance(0.5) ? 'stream' : 'bus';
    const said: Utterance = { via, content: event, fit: true };
    const again = chance(0.4) ? [{ ...said, via: 'stream' as const }] : [];
    const reused = chance(0.1) ? [{ ...said, content: differing(event) }] : [];
    return [said, ...again, ...reused, ...(chance(0.15) ? [poison(event, { pick, chance })] : [])];
  });
  return shuffled(utterances, random);
}

function isFirstCreation({ type, subject }: StoredEvent, at: number, events: readonly StoredEvent[]): boolean {
  const isCreation = (event: StoredEvent): boolean => event.type === 'OrderCreated' && event.subject === subject;
  return type !== 'OrderCreated' || events.findIndex(isCreation) === at;
}

function differing(event: StoredEvent): StoredEvent {
  const other = { ...event, time: event.time.startsWith('2001') ? '2002-01-01T00:00:00Z' : '2001-01-01T00:00:00Z' };
  return sameContent(event, other) ? event : other;
}

function poison(event: StoredEvent, { pick, chance }: Pick<Scheduler, 'pick' | 'chance'>): Utterance {
  const content = pick<Record<string, unknown>>([
    { ...event, id: `${event.id}-unknown`, type: 'OrderEaten' },
    { ...event, id: `${event.id}-version`, dataschema: `/schemas/${event.type}/99` },
    { ...event, id: `${event.id}-space`, subject: 'an order' },
    { ...event, id: `${event.id}-surplus`, surplus: true },
    { nothing: 'at all' },
  ]);
  if (!event.type.startsWith('Image') && chance(0.2)) {
    const nobody = { ...event, id: `${event.id}-nobody`, source: 'shop.checkout', subject: 7 };
    return { via: 'bus', content: nobody, fit: false };
  }
  return { via: 'stream', content, fit: false };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
