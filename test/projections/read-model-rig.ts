/** One read model on the engine, wired as on AWS: its log, bus, archive, queues and functions; the clock is moved by hand. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Phase } from '../../domain/ports/control-records.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { Projection } from '../../domain/projection.ts';
import { recordedEvent } from '../../domain/recorded-event.ts';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { dynamoControlRecords } from '../../infra/aws/read-model/dynamo-control-records.ts';
import { dynamodbService } from '../../infra/local/dynamodb/dynamodb-service.ts';
import { eventBridgeService } from '../../infra/local/eventbridge/eventbridge-service.ts';
import { sqsService } from '../../infra/local/sqs/sqs-service.ts';
import { relayBatch } from '../../producers/relay/relay-batch.ts';
import { projectorFunction } from '../../projections/projector/projector-function.ts';
import { rebuildFunction } from '../../projections/rebuild/rebuild-function.ts';
import type { RebuildAnswer, RebuildRequest } from '../../projections/rebuild/rebuild-request.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { processThat, type Crash, type Process } from '../infra/aws/crashing-handler.ts';
import { createTables, testDynamo } from '../infra/aws/test-tables.ts';
import { reaching, seededRandom, testEngine } from '../infra/local/test-engine.ts';
import { openBus, type Deliveries } from './recorded-bus.ts';

/** The times of a system on one machine; the grace period in milliseconds. */
export const GRACE_MS = 120_000;
const TIMES = {
  BARRIER_SECONDS: '2',
  ARCHIVE_LAG_SECONDS: '0',
  GRACE_SECONDS: String(GRACE_MS / 1000),
  EVENTS_PER_SECOND: '1000000',
};

export type ReadModelRig = Awaited<ReturnType<typeof readModelRig>>;

export async function readModelRig(first: Projection, seed = 1) {
  const engine = testEngine([dynamodbService(), eventBridgeService(), sqsService()], { seed });
  const dynamo = testDynamo(engine);
  await createTables(dynamo, { readModels: ['rows'] });
  const { settings: bus, deliveries } = openBus(engine);
  const settings = { ...TIMES, ...bus, TABLE: 'rows', EVENT_STORE_TABLE: 'events', CONTROL_TABLE: 'control' };
  const store = dynamoEventStore(dynamo, 'events');
  const announce = eventBridgeBus(new EventBridgeClient(reaching(engine.requestHandler('events'))), bus.RECORDED_BUS);
  const random = seededRandom(seed);
  let projection = first;
  let invocations = 0;

  const surroundings = {
    now: engine.now,
    random,
    async wait(ms: number): Promise<void> {
      engine.advance(Math.ceil(ms));
      await deliver();
    },
  };

  const invocation = (): Context => ({ awsRequestId: `invocation-${(invocations += 1)}` }) as Context;

  /** Gives the projector what is in the queues, until nothing is. */
  async function deliver(): Promise<void> {
    engine.advance(0);
    for (let batch = deliveries.take(); batch.length > 0; batch = deliveries.take()) await project(batch);
  }

  async function project(batch: Deliveries): Promise<SQSBatchResponse> {
    const handler = projectorFunction(projection, dynamo, settings, { ...surroundings, wait: async () => undefined });
    const answer = await handler({ Records: batch } as SQSEvent, invocation());
    const failed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    deliveries.done(batch.filter(({ messageId }) => !failed.includes(messageId)));
    return answer;
  }

  /** Asks in a fresh sandbox. */
  function askIn(process: Process, request: RebuildRequest): Promise<RebuildAnswer> {
    const client = (service: string) => reaching(process.through(engine.requestHandler(service)));
    const clients = {
      dynamo: testDynamo({ requestHandler: (service) => process.through(engine.requestHandler(service)) }),
      eventBridge: new EventBridgeClient(client('events')),
      sqs: new SQSClient(client('sqs')),
    };
    return rebuildFunction(projection, clients, settings, surroundings)(request, invocation());
  }

  const ask = (request: RebuildRequest) => askIn(processThat(), request);

  return {
    engine,
    dynamo,
    ask,
    deliver,
    /** Gives the projector one batch: of these versions of an order, as live events or as replayed ones. */
    async deliverEvents(order: string, versions: readonly number[], { replayed = false } = {}) {
      const entries = await Array.fromAsync(store.after(order, 0));
      const records = versions.map((version) => {
        const detail = recordedEvent(entries[version - 1] as LogEntry);
        const body = JSON.stringify({ detail, ...(replayed && { 'replay-name': 'replay' }) });
        return { messageId: `${order}-${version}`, body } as SQSRecord;
      });
      return (await project(records)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    wait: surroundings.wait,
    control: dynamoControlRecords(dynamo, 'control'),

    /** Replaces the code of both functions. */
    deploy(next: Projection): void {
      projection = next;
    },

    /** Appends the events to the log; `announced` they also reach the bus, and so the archive and the projector. */
    async record(events: readonly ReleasedEvent[], { announced = true } = {}): Promise<void> {
      for (const event of events) {
        const version = ((await store.head(event.subject))?.version ?? 0) + 1;
        const recordedTime = new Date(engine.now()).toISOString();
        const entry = { order: event.subject, version, event, recordedTime, identities: new Uint8Array() };
        await store.append(entry);
        if (announced) await relayBatch(announce, [{ sequenceNumber: String(version), entry }]);
      }
      await deliver();
    },

    /** Asks a process that dies; how many calls it made is told either way. */
    async askUntil(crash: Crash, request: RebuildRequest): Promise<{ calls: number; died: boolean }> {
      const process = processThat(crash);
      const died = await askIn(process, request).then(
        () => false,
        () => true,
      );
      return { calls: process.calls, died };
    },

    /** Goes on until the rebuild is in a phase, and then dies. */
    async reach(phase: Phase['name']): Promise<void> {
      const written = String.raw`\"phase\":{\"name\":\"${phase}\"`;
      const process = processThat({ at: (_, body) => body.includes(written), arrives: true });
      await askIn(process, { action: 'advance', forMs: 50_000 }).catch(() => undefined);
    },

    /** Goes on for a minute at a time, as the schedule does, until nothing is under construction. */
    async finish(): Promise<RebuildAnswer> {
      for (let minutes = 0; minutes < 30; minutes += 1) {
        const answer = await ask({ action: 'advance', forMs: 50_000 });
        if (answer.record.building === undefined) return answer;
        await surroundings.wait(60_000);
      }
      throw new Error('the rebuild comes to no end');
    },
  };
}
