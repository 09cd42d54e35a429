/** An event store full of a made-up shop's orders. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { seededRandom } from '../../infra/local/test-engine.ts';
import { shopEvents } from '../../journeys/shop/shop-events.ts';

const SEED = 20_260_304;
const FIRST_MS = Date.parse('2026-01-01T00:00:00Z');
/** Between two events: so that a million of them fill months. */
const STEP_MS = 10_000;

/** So many entries, in the order in which they are recorded: those of an order between those of others. */
export function* syntheticLog(events: number): Generator<LogEntry> {
  let nowMs = FIRST_MS;
  const versions = new Map<string, number>();
  const shop = shopEvents({ random: seededRandom(SEED), now: () => nowMs });
  for (let at = 0; at < events; at += 1, nowMs += STEP_MS) {
    const event = shop.next().value;
    if (event === undefined) return;
    const order = event.subject;
    const version = (versions.get(order) ?? 0) + 1;
    if (event.type === 'ParcelDelivered') versions.delete(order);
    else versions.set(order, version);
    yield { order, version, event, recordedTime: event.time, identities: new Uint8Array() };
  }
}
