import { afterAll, expect, test } from 'vitest';
import { createPublisher } from '../../producers/publisher/publisher.ts';
import { intakeTransport } from '../../infra/aws/intake-transport.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { dataDirectory, settledAudit, startSystem, type LocalSystem } from './local-system.ts';
import { orderLogEvents } from './order-log.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';

const KILLS = 20;
const EVENTS = 2_000;
const SEED = 20_260_301;

let system: LocalSystem;
afterAll(() => system.end('SIGKILL'));

test(
  `${KILLS} kills at random moments of an import lose nothing that was acknowledged`,
  { timeout: 400_000 },
  async () => {
    const events = await orderLogEvents(EVENTS);
    const data = dataDirectory();
    const random = seededRandom(SEED);
    const acknowledged = new Set<string>();

    for (let kill = 1; kill <= KILLS; kill += 1) {
      system = await startSystem(data);
      await expect
        .poll(() => missing(acknowledged), { timeout: 60_000, message: `after kill ${kill - 1}` })
        .toEqual([]);
      const interrupted = new AbortController();
      // Each round goes on where about that many were taken, so that kills fall on all of the import.
      const from = Math.floor((events.length * (kill - 1)) / KILLS / 2);
      const publishing = publish(events.slice(from), acknowledged, interrupted.signal);
      await expect.poll(() => acknowledged.size, { interval: 5 }).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, random() * 1_500));
      expect(await system.end('SIGKILL')).toBe('SIGKILL');
      interrupted.abort();
      await publishing;
    }

    system = await startSystem(data);
    await publish(events, acknowledged);
    expect(acknowledged.size).toBe(events.length);
    const { problems, events: recorded } = await settledAudit(system, events.length);
    expect(problems).toEqual([]);
    expect(await missing(acknowledged)).toEqual([]);
    expect(recorded).toBe(events.length);
  },
);

const identity = ({ subject, source, id }: Pick<ReleasedEvent, 'subject' | 'source' | 'id'>): string =>
  `${subject} ${source} ${id}`;

/** The acknowledged events that the log does not hold. */
async function missing(acknowledged: ReadonlySet<string>): Promise<string[]> {
  const recorded = new Set<string>();
  const { log } = await system.tables();
  for await (const { event } of log()) recorded.add(identity(event));
  return [...acknowledged].filter((id) => !recorded.has(id));
}

async function publish(
  events: readonly ReleasedEvent[],
  acknowledged: Set<string>,
  signal?: AbortSignal,
): Promise<void> {
  const transport = intakeTransport('bus', system.access, system.output);
  await createPublisher({ transport }).publishAll(events, {
    ...(signal && { signal }),
    onOutcome: ({ type, index }) => {
      const event = events[index];
      if (type === 'accepted' && event) acknowledged.add(identity(event));
    },
  });
}
