/** How long an event takes from the bus's acknowledgement to the answer of the HTTP API. */

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BenchSystem } from './bench-system.ts';
import { quantile } from './statistics.ts';

export async function measureLatency(system: BenchSystem, events: number): Promise<{ p50: number; p99: number }> {
  const client = new EventBridgeClient({
    endpoint: system.aws,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const times: number[] = [];
  for (let at = 0; at < events; at += 1) {
    const order = `bench-${at}`;
    await publish(client, order);
    const published = performance.now();
    while ((await fetch(`${system.http}/orders/${order}`)).status !== 200);
    times.push(performance.now() - published);
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function publish(client: EventBridgeClient, order: string): Promise<void> {
  const event = {
    specversion: '1.0',
    id: 'created',
    source: 'shop.bench',
    type: 'OrderCreated',
    subject: order,
    time: new Date().toISOString(),
    dataschema: '/schemas/OrderCreated/2',
    data: {
      currency: 'EUR',
      customer: null,
      lines: [{ id: '1', sku: 'X', quantity: 1, unitMinor: 100 }],
      shippingMinor: 500,
    },
  };
  const entry = {
    EventBusName: 'orderlog-intake',
    Source: event.source,
    DetailType: event.type,
    Detail: JSON.stringify(event),
  };
  const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  if (FailedEntryCount !== 0) throw new Error('the bus refused an event of the benchmark');
}
