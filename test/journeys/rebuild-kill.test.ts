import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlRecord } from '../../domain/ports/control-records.ts';
import { intakeTransport } from '../../infra/aws/intake-transport.ts';
import { synthesize } from '../../infra/cli/synthesize.ts';
import { createPublisher } from '../../producers/publisher/publisher.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { sampleEvents } from '../projections/sample-events.ts';
import { dataDirectory, settledAudit, startSystem, type LocalSystem, type RunningCommand } from './local-system.ts';
import { askOrders, type Witnessed } from './shop/ask-orders.ts';
import { askSettled } from './shop/ask-settled.ts';
import { wronglyWitnessed } from './shop/compare-witnessed.ts';
import { getFrom, startReaders } from './shop/readers.ts';
import { nextOf, shopEvents } from './shop/shop-events.ts';
import { NAMES, watchRebuilds, type Name } from './watch-rebuilds.ts';

const KILLS = 12;
const SEED = 20_260_303;
/** So slow that kills fall on all of a rebuild, and so quick that none need be waited for long. */
const TIMES = { rebuildBarrierSeconds: '3', rebuildGraceSeconds: '4', rebuildEventsPerSecond: '400' };
const MOST_MS = 6_000;
/** What nobody says anything more of. */
const SETTLED = ['/sales?from=2026-03-01&to=2026-03-31', '/orders/order-1001', '/customers/customer-1/orders'];

const assembly = mkdtempSync(join(tmpdir(), 'orderlog-kill-'));
const data = dataDirectory();
let system: LocalSystem;
let gone = false;
beforeAll(async () => {
  await synthesize(assembly, TIMES);
  system = await startSystem(data, { assembly });
}, 120_000);
afterAll(async () => {
  await system.end('SIGKILL');
  rmSync(assembly, { recursive: true });
});

test(
  `${KILLS} kills at random moments of rebuilds: each goes on or is cancelled, and the answers are right all the time`,
  { timeout: 500_000 },
  async () => {
    const random = seededRandom(SEED);
    const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
    const shop = shopEvents({ random, now: Date.now, atOnce: 60 });
    const published: ReleasedEvent[] = [];
    const sell = async (events: readonly ReleasedEvent[]): Promise<void> => {
      published.push(...events);
      await publish(events);
    };
    await sell([...sampleEvents, ...nextOf(shop, 500)]);
    expect(await settledAudit(system, published.length)).toMatchObject({ problems: [], events: published.length });

    const witnessed: Witnessed = new Map();
    const orders = () => [...new Set(published.map(({ subject }) => subject))];
    const settled = await askSettled(SETTLED, getFrom(system.http), Math.random);
    const readers = startReaders([askOrders({ orders, random: Math.random, witnessed }), settled], {
      http: () => system.http,
      mayBeGone: () => gone,
    });
    const rebuilds = watchRebuilds(system);
    const cancelled = new Set<string>();
    const commands: RunningCommand[] = [];

    async function startOrCancel(name: Name): Promise<void> {
      const { building } = await rebuilds.read(name);
      if (building === undefined) {
        commands.push(system.runCommand('rebuild', name, '--from', pick(['archive', 'store'])));
        await rebuilds.building(name, Date.now() + 30_000);
      } else if (random() < 0.3) {
        const { code } = await system.command('rebuild', 'cancel', name);
        const { last } = await rebuilds.read(name);
        if (code === 0) cancelled.add(`${name} ${last?.number}`);
      }
    }

    const killed: string[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const name = pick(NAMES);
      const victim = pick(['engine', 'projector', 'command']);
      await startOrCancel(name);
      const selling = sell(nextOf(shop, 10));
      if (victim === 'projector') await rebuilds.projecting(name, Date.now() + MOST_MS);
      else await wait(random() * MOST_MS);
      killed.push(`${victim} while ${(await rebuilds.read(name)).building?.phase.name ?? 'nothing'} of ${name}`);
      if (victim === 'command') commands.splice(0).forEach((command) => command.kill());
      else await restart();
      await selling;
    }
    await readers.askedMore(20);

    for (const name of NAMES) {
      await expect
        .poll(() => rebuilds.read(name), { timeout: 200_000, interval: 500 })
        .toSatisfy(
          ({ building, previous, removing }: ControlRecord) =>
            building === undefined && previous === undefined && removing.length === 0,
        );
    }
    await readers.stop();
    console.info(killed.join('\n'));
    console.info(Object.fromEntries(rebuilds.outcomes), readers.answers());
    expect(readers.problems).toEqual([]);
    for (const [build, result] of rebuilds.outcomes) {
      expect([build, result]).toEqual([build, cancelled.has(build) ? 'cancelled' : 'served']);
    }
    expect(await settledAudit(system, published.length)).toMatchObject({ problems: [], events: published.length });
    expect(await wronglyWitnessed(witnessed, (await system.tables()).logOf)).toEqual([]);
    for (const name of NAMES) {
      expect(await rebuilds.generations(name)).toEqual([(await rebuilds.read(name)).served?.number]);
    }
  },
);

/** On the same data and ports, so that those who wait for it find it again. */
async function restart(): Promise<void> {
  gone = true;
  await system.end('SIGKILL');
  const [http, aws] = [new URL(system.http).port, new URL(system.aws).port];
  system = await startSystem(data, { assembly, args: ['--port', http, '--aws-port', aws] });
  gone = false;
}

/** Again and again, until all are taken: each is recorded once. */
async function publish(events: readonly ReleasedEvent[]): Promise<void> {
  const publisher = createPublisher({ transport: intakeTransport('bus', system.access, system.output) });
  const { accepted, refused } = await publisher.publish(events);
  if (accepted.length + refused.length < events.length) await publish(events);
}
