/** An engine for tests: in memory, with a clock moved by hand, seeded randomness, everything allowed, no sockets. */

import { createEngine, type Engine } from '../../../infra/local/kernel/engine.ts';
import type { Access, Caller, Context, Effect } from '../../../infra/local/kernel/context.ts';
import { memoryStore } from '../../../infra/local/kernel/memory-store.ts';
import type { Service } from '../../../infra/local/kernel/service.ts';
import type { Store, Transaction } from '../../../infra/local/kernel/store.ts';
import { Wait, type WireResponse } from '../../../infra/local/kernel/wire.ts';

export const ROOT: Caller = { type: 'root', account: '000000000000' };

export interface TestEngineOptions {
  readonly store?: Store;
  /** Of the randomness; 1 unless told. */
  readonly seed?: number;
  readonly allows?: (tx: Transaction, caller: Caller, access: Access) => boolean;
  readonly onEffect?: (effect: Effect) => void;
}

export interface TestEngine {
  readonly engine: Engine;
  /** Calls one operation of a service as `caller` and returns its output; a wait is returned as it is. */
  call<Output>(service: string, operation: string, input: unknown, caller?: Caller): Output;
  run<T>(work: (context: Context) => T): T;
  now(): number;
  /** Moves the clock on and runs every task that falls due on the way, at its own time. */
  advance(ms: number): void;
  /** Topics signalled so far. */
  readonly signals: string[];
  /** A `requestHandler` for an SDK client of the service; waits are resumed as `advance` moves the clock past them. */
  requestHandler(service: string, caller?: Caller): SdkRequestHandler;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | string;
}

export interface SdkRequestHandler {
  handle(request: SdkRequest): Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
  }>;
}

export function testEngine(services: readonly Service[], options: TestEngineOptions = {}): TestEngine {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const signals: string[] = [];
  const waiting: { wait: Wait<WireResponse>; wake: () => void }[] = [];
  const engine = createEngine({
    store: options.store ?? memoryStore(),
    services,
    clock: () => now,
    random: seededRandom(options.seed ?? 1),
    region: 'us-east-1',
    allows: options.allows ?? (() => true),
    onEffect: (effect) => options.onEffect?.(effect),
    onSignal(topic) {
      signals.push(topic);
      wake((wait) => wait.topic === topic);
    },
  });

  function wake(ready: (wait: Wait<WireResponse>) => boolean): void {
    for (const entry of waiting.splice(0)) {
      if (ready(entry.wait)) entry.wake();
      else waiting.push(entry);
    }
  }

  function run<T>(work: (context: Context) => T): T {
    return engine.run(ROOT, work);
  }

  return {
    engine,
    signals,
    run,
    now: () => now,
    call: <Output>(service: string, operation: string, input: unknown, caller: Caller = ROOT) =>
      engine.run(caller, (context) => context.call<Output>(service, operation, input)),
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = engine.tasks(1)[0];
        if (next === undefined || next.dueMs > until) break;
        now = Math.max(now, next.dueMs);
        engine.runTask(next.id);
      }
      now = until;
      wake((wait) => wait.untilMs <= now);
    },
    requestHandler: (service, caller = ROOT) => ({
      async handle(sdkRequest) {
        const exchange = { service, caller, arrivedMs: now, request: wireRequest(sdkRequest) };
        let answer = engine.serve(exchange);
        while (answer instanceof Wait) {
          const wait = answer;
          await new Promise<void>((resolve) => waiting.push({ wait, wake: resolve }));
          answer = engine.serve(exchange, wait);
        }
        const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
        return { response: { statusCode: answer.status, headers: { ...answer.headers }, body } };
      },
    }),
  };
}

/** What an SDK client needs to reach an engine in this process; a call is never repeated by itself. */
export function reaching(requestHandler: SdkRequestHandler) {
  return {
    region: 'us-east-1',
    endpoint: 'http://engine.local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: requestHandler as never,
  };
}

function wireRequest({ method, path, query, headers, body }: SdkRequest) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) parameters.append(name, one);
  }
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { method, path, query: parameters, headers: lower, body: bytesOf(body) };
}

/** mulberry32: small, seedable, good enough for tests. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The SDK's own kind of byte array warns when it is read as text. */
export function bytesOf(body: Uint8Array | string = ''): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
