/** An engine with what it needs to live in a process: the wall clock, its tasks, its waits, and who does its effects. */

import type { Access, Caller, Effect } from '../kernel/context.ts';
import { createEngine, type Engine, type Exchange } from '../kernel/engine.ts';
import type { Service } from '../kernel/service.ts';
import type { Store, Transaction } from '../kernel/store.ts';
import { exchangeServer } from './exchange-server.ts';
import type { Log } from './log.ts';
import { taskLoop } from './task-loop.ts';
import { waitingRoom } from './waiting-room.ts';
import type { Reply } from './wire-server.ts';

/** Does what a committed transaction asked for outside the store, such as running a function's code. */
export interface Performer {
  perform(effect: Effect): void;
  close(): Promise<void>;
}

export interface EngineHostOptions {
  readonly store: Store;
  readonly services: readonly Service[];
  readonly allows: (tx: Transaction, caller: Caller, access: Access) => boolean;
  readonly log: Log;
}

export interface EngineHost {
  readonly engine: Engine;
  serve(exchange: Exchange, reply: Reply): void;
  /** Takes up what an earlier process left behind, and runs tasks from now on. */
  start(performer: Performer): void;
  stop(): Promise<void>;
}

export function engineHost({ store, services, allows, log }: EngineHostOptions): EngineHost {
  const clock = Date.now;
  const waits = waitingRoom(clock);
  let performer: Performer | undefined;
  const engine = createEngine({
    store,
    services,
    clock,
    random: Math.random,
    region: 'us-east-1',
    allows,
    onEffect: (effect) => performer?.perform(effect),
    onSignal: (topic) => waits.signal(topic),
    onSchedule: (dueMs) => tasks.expect(dueMs),
    soon: setImmediate,
  });
  const tasks = taskLoop({ engine, clock, log });
  return {
    engine,
    serve: exchangeServer({ engine, waits, afterCommit: (done) => store.afterCommit(done), log }),
    start(given) {
      performer = given;
      engine.recover();
      tasks.expect(clock());
    },
    async stop() {
      tasks.stop();
      waits.clear();
      await performer?.close();
    },
  };
}
