/** A shop that goes on publishing, whatever else happens to the system. */

import { setTimeout as wait } from 'node:timers/promises';
import { createPublisher } from '../../../producers/publisher/publisher.ts';
import { intakeTransport } from '../../../infra/aws/intake-transport.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import type { LocalSystem } from '../local-system.ts';

export interface OpenShop {
  /** The ids of the orders it has published events of. */
  orders(): readonly string[];
  /** Takes no more orders; what it has published once everything is. */
  close(): Promise<ShopReport>;
}

export interface ShopReport {
  readonly events: number;
  readonly accepted: number;
  readonly seconds: number;
}

/** A shop that was held up makes good for this much, in milliseconds. */
const CATCH_UP_MS = 1_000;

/** Publishes over the intake bus, at that pace or as near to it as the system lets it. */
export function openShop(
  { access, output }: Pick<LocalSystem, 'access' | 'output'>,
  { events, perSecond }: { readonly events: Iterator<ReleasedEvent>; readonly perSecond: number },
): OpenShop {
  const orders = new Set<string>();
  const startedMs = Date.now();
  let closed = false;

  async function* paced(): AsyncGenerator<ReleasedEvent> {
    for (let dueMs = startedMs; !closed; dueMs = Math.max(dueMs, Date.now() - CATCH_UP_MS) + 1000 / perSecond) {
      if (dueMs > Date.now()) await wait(dueMs - Date.now());
      const event = events.next().value as ReleasedEvent;
      orders.add(event.subject);
      yield event;
    }
  }

  const published = createPublisher({ transport: intakeTransport('bus', access, output) }).publishAll(paced());
  return {
    orders: () => [...orders],
    async close() {
      closed = true;
      const { read, accepted } = await published;
      return { events: read, accepted, seconds: (Date.now() - startedMs) / 1000 };
    },
  };
}
