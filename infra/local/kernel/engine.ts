/**
 * Runs the services on one store: each request and each scheduled task in a transaction of its own, effects and
 * signals after the commit. It knows neither sockets nor timers nor wall clocks: the shell drives it on one machine,
 * the simulation under a virtual clock.
 */

import { AwsError } from './aws-error.ts';
import { callerArn } from './caller-arn.ts';
import type { Access, Caller, Context, Effect, ScheduledTask } from './context.ts';
import { sequenceNumbers } from './sequence-numbers.ts';
import type { Service } from './service.ts';
import type { Store, Transaction } from './store.ts';
import { key, partsOf, within } from './tuple-key.ts';
import type { Wait, WireRequest, WireResponse } from './wire.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly services: readonly Service[];
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly region: string;
  readonly allows: (tx: Transaction, caller: Caller, access: Access) => boolean;
  /** Called after the commit of the transaction that asked for it. */
  readonly onEffect: (effect: Effect) => void;
  /** Called after the commit that signalled it. */
  readonly onSignal: (topic: string) => void;
  /** Called after the commit of a transaction that scheduled tasks, with the time of the earliest. */
  readonly onSchedule?: (dueMs: number) => void;
  /** When signals are passed on: at once, unless the shell gathers those of many transactions. */
  readonly soon?: (work: () => void) => void;
}

/** A request on its way through one service. */
export interface Exchange {
  readonly service: string;
  readonly request: WireRequest;
  readonly caller: Caller;
  readonly arrivedMs: number;
}

export interface DueTask {
  readonly id: string;
  readonly service: string;
  readonly task: string;
  readonly dueMs: number;
}

export interface Engine {
  /** Serves a request, or goes on with one that had to wait. A refusal is a response; a bug throws. */
  serve(exchange: Exchange, wait?: Wait<WireResponse>): WireResponse | Wait<WireResponse>;
  /** Any work in a transaction of its own. */
  run<T>(caller: Caller, work: (context: Context) => T): T;
  /** Scheduled tasks, the earliest first. */
  tasks(limit: number): DueTask[];
  /** Runs a task and forgets it, in one transaction. False if it was no longer scheduled. */
  runTask(id: string): boolean;
  /** Tells every service that the process before this one is gone. */
  recover(): void;
}

/** The engine's own identity, for work no caller asked for. */
export const ENGINE: Caller = { type: 'service', account: '000000000000', principal: 'engine.local' };

const TASKS = 'task';

/** What one transaction collects for after its commit. */
interface Scope {
  readonly tx: Transaction;
  readonly arrivedMs: number;
  /** Made when first asked for. */
  requestId: string | undefined;
  readonly effects: Effect[];
  readonly signals: Set<string>;
  /** When the first of the tasks that were scheduled is due. */
  readonly scheduled: { earliestMs: number };
}

export function createEngine(options: EngineOptions): Engine {
  const services = new Map(options.services.map((service) => [service.name, service]));
  const sequence = sequenceNumbers();
  const soon = options.soon ?? ((work: () => void) => work());

  function transact<T>(caller: Caller, work: (context: Context) => T, arrivedMs = options.clock()): T {
    const effects: Effect[] = [];
    const signals = new Set<string>();
    const scheduled = { earliestMs: Infinity };
    let result: T;
    try {
      result = options.store.transaction((tx) =>
        work(contextOf({ tx, arrivedMs, requestId: undefined, effects, signals, scheduled }, caller)),
      );
    } catch (error) {
      sequence.forget();
      throw error;
    }
    if (scheduled.earliestMs < Infinity) options.onSchedule?.(scheduled.earliestMs);
    for (const effect of effects) options.onEffect(effect);
    if (signals.size > 0) announce(signals);
    return result;
  }

  /** Topics that are waiting to be announced, each once. */
  const signalled = new Set<string>();

  function announce(topics: ReadonlySet<string>): void {
    const waiting = signalled.size > 0;
    for (const topic of topics) signalled.add(topic);
    if (!waiting) soon(announceAll);
  }

  function announceAll(): void {
    const topics = [...signalled];
    signalled.clear();
    for (const service of services.values()) {
      if (service.onSignal)
        transact(ENGINE, (context) => topics.forEach((topic) => service.onSignal?.(context, topic)));
    }
    for (const topic of topics) options.onSignal(topic);
  }

  function contextOf(scope: Scope, caller: Caller): Context {
    const { tx, arrivedMs } = scope;
    const allows = (access: Access): boolean => options.allows(tx, caller, access);
    return {
      tx,
      arrivedMs,
      get requestId() {
        return (scope.requestId ??= uuid(options.random));
      },
      caller,
      now: options.clock(),
      random: options.random,
      region: options.region,
      sequence: () => sequence.next(tx),
      allows,
      authorize(access) {
        if (!allows(access)) throw accessDenied(caller, access);
      },
      call: <Output>(name: string, operation: string, input: unknown, as: Caller = caller) =>
        operationOf(name, operation)(contextOf(scope, as), input) as Output,
      schedule(task) {
        const dueMs = Math.max(0, Math.ceil(task.dueMs));
        const id = key(TASKS, dueMs, sequence.next(tx), task.service, task.task);
        tx.put(id, { ...task, dueMs });
        scope.scheduled.earliestMs = Math.min(scope.scheduled.earliestMs, dueMs);
        return id;
      },
      cancel: (id) => tx.delete(id),
      signal: (topic) => void scope.signals.add(topic),
      effect: (effect) => void scope.effects.push(effect),
    };
  }

  function serviceOf(name: string): Service {
    const service = services.get(name);
    if (service === undefined)
      throw new AwsError('ServiceUnavailable', `The local engine has no service "${name}".`, { status: 501 });
    return service;
  }

  function operationOf(name: string, operation: string) {
    const found = serviceOf(name).operations[operation];
    if (found === undefined) throw new Error(`${name} has no operation ${operation}`);
    return found;
  }

  return {
    serve({ service: name, request, caller, arrivedMs }, wait) {
      const service = serviceOf(name);
      try {
        return transact(
          caller,
          (context) => (wait === undefined ? service.serve(context, request) : wait.resume(context)),
          arrivedMs,
        );
      } catch (error) {
        if (error instanceof AwsError) return service.refuse(error, uuid(options.random), request);
        throw error;
      }
    },
    run: (caller, work) => transact(caller, work),
    tasks: (limit) => options.store.transaction((tx) => tx.keys(within(TASKS), limit).map(dueTask)),
    runTask: (id) =>
      transact(ENGINE, (context) => {
        const scheduled = context.tx.get<ScheduledTask>(id);
        if (scheduled === undefined) return false;
        context.tx.delete(id);
        const task = serviceOf(scheduled.service).tasks?.[scheduled.task];
        if (task === undefined) throw new Error(`${scheduled.service} has no task ${scheduled.task}`);
        task(context, scheduled.payload);
        return true;
      }),
    recover() {
      for (const service of services.values()) {
        if (service.recover) transact(ENGINE, (context) => service.recover?.(context));
      }
    },
  };
}

/** What a task's key says of it: a task may carry much that is not wanted before it runs. */
function dueTask(id: string): DueTask {
  const [, dueMs = '', , service = '', task = ''] = partsOf(id);
  return { id, service, task, dueMs: Number(dueMs) };
}

function accessDenied(caller: Caller, { action, resource }: Access): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${callerArn(caller)} is not authorized to perform: ${action} on resource: ${resource}`,
  );
}

/** A version 4 UUID from the injected randomness. */
export function uuid(random: () => number): string {
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + Math.floor(random() * 4)).toString(16)}${hex(3)}-${hex(12)}`;
}
