import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeOrder } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder } from '../../domain/order/order.ts';
import { upcast } from '../../domain/upcast.ts';
import { readEvents } from '../../infra/cli/read-events.ts';
import { checkEvent } from '../../producers/publisher/check-event.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';

const SAMPLE = fileURLToPath(new URL('../../schemas/sample/orders.ndjson', import.meta.url));
const events = readFileSync(SAMPLE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ReleasedEvent);

it('holds only events that may be published', async () => {
  const read = await Array.fromAsync(readEvents(createReadStream(SAMPLE)));
  expect(read).toHaveLength(78);
  expect(read.map(checkEvent).filter(({ ok }) => !ok)).toEqual([]);
});

it('shows orders in every status, none of them contradictory', () => {
  const described = [...Map.groupBy(events, ({ subject }) => subject)].map(([id, log]) => {
    const recorded = log.map((event, at) => upcast({ ...event, sequence: at + 1 }));
    return describeOrder(recorded.reduce(evolve, initialOrder(id)));
  });
  expect(new Set(described.map(({ status }) => status))).toEqual(
    new Set(['placed', 'confirmed', 'partially-delivered', 'shipped', 'delivered', 'cancelled']),
  );
  expect(described.flatMap(({ anomalies }) => anomalies)).toEqual([]);
  expect(described.some(({ refundedMinor }) => refundedMinor > 0)).toBe(true);
});
