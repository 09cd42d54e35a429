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
/** So many events at most are published before one is visible: a slow machine is not given ever more to do. */
const AHEAD = 500;
const POLL_MS = 200;

/** Publishes over the intake bus, at that pace or as near to it as the system lets it. */
export function openShop(
  { access, output, http }: Pick<LocalSystem, 'access' | 'output' | 'http'>,
  { events, perSecond }: { readonly events: Iterator<ReleasedEvent>; readonly perSecond: number },
): OpenShop {
  const orders = new Set<string>();
  const startedMs = Date.now();
  let closed = false;

  async function visible(order: string): Promise<void> {
    while (!closed && (await fetch(`${http}/orders/${order}`)).status !== 200) await wait(POLL_MS);
  }

  async function* paced(): AsyncGenerator<ReleasedEvent> {
    const recent: string[] = [];
    for (let dueMs = startedMs; !closed; dueMs = Math.max(dueMs, Date.now() - CATCH_UP_MS) + 1000 / perSecond) {
      await wait(Math.max(0, dueMs - Date.now()));
      const event = events.next().value as ReleasedEvent;
      orders.add(event.subject);
      if (recent.push(event.subject) > AHEAD) await visible(recent.splice(0, AHEAD / 2)[0] ?? '');
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
