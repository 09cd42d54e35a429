/** The way between an AWS client and the engine's cores: slow, lossy, sometimes throttled, and sometimes deadly. */

import type { Engine, Exchange } from '../../infra/local/kernel/engine.ts';
import type { Caller } from '../../infra/local/kernel/context.ts';
import { Wait, type WireRequest, type WireResponse } from '../../infra/local/kernel/wire.ts';
import { bytesOf } from '../infra/local/test-engine.ts';
import { failSome } from './partial-failure.ts';
import type { Scheduler } from './scheduler.ts';

/** Who calls: something that may die, and then gets no answers any more. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** A sandbox between invocations is frozen: what it left unfinished goes no further. */
  readonly isFrozen?: () => boolean;
  kill(why: string): void;
}

/** What may go wrong with one call. */
export type Fault = 'none' | 'throttled' | 'partial' | 'answer-lost' | 'crash-before' | 'crash-after';

/** One call, by number since the start. */
export interface Call {
  readonly number: number;
  readonly service: string;
  readonly operation: string;
  readonly process: Process;
}

/** Changes a request on its way: how some broken variants are made. */
export type Tamper = (call: Call, body: string) => string;

/** Told of each call that was served, whatever became of its answer. */
export type Observe = (call: Call, request: WireRequest, answer: WireResponse) => void;

export interface NetworkParts {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly faultOf: (call: Call) => Fault;
  /** How many of all calls and answers take long; one in ten unless told. */
  readonly delayed?: number;
  readonly tamper?: Tamper | undefined;
  readonly observe?: Observe | undefined;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | string;
}

interface SdkResponse {
  readonly response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
}

export interface Network {
  /** A `requestHandler` for an SDK client that `process` uses to call a service as `caller`. */
  handler(service: string, process: Process, caller: Caller): { handle(request: SdkRequest): Promise<SdkResponse> };
  /** Calls so far. */
  calls(): number;
  /** Something happened that a call may be waiting for. */
  signalled(topic: string): void;
  /** Whoever waits for an answer learns that the connection is gone. */
  disconnect(): void;
}

/** Most ways are short; now and then one is long enough for others to overtake. */
const MAX_LATENCY_MS = 40;
const MAX_DELAY_MS = 1_000;

/** A call that is answered later, as an invocation of a function is. */
interface Waiting {
  readonly wait: Wait<WireResponse>;
  readonly goOn: () => void;
  readonly lose: () => void;
}

type Answer = WireResponse | 'lost';

export function network({ engine, scheduler, faultOf, delayed = 0.1, tamper, observe }: NetworkParts): Network {
  let calls = 0;
  const waiting = new Set<Waiting>();

  function serve(call: Call, exchange: Exchange, answered: (answer: Answer) => void, wait?: Wait<WireResponse>): void {
    const answer = engine.serve(exchange, wait);
    if (answer instanceof Wait) return void waiting.add(waitingFor(answer));
    observe?.(call, exchange.request, answer);
    answered(answer);

    function waitingFor(wait: Wait<WireResponse>): Waiting {
      return {
        wait,
        lose: () => answered('lost'),
        goOn: () => scheduler.after(0, `${call.process.name} goes on`, () => serve(call, exchange, answered, wait)),
      };
    }
  }

  function exchange(call: Call, request: WireRequest, caller: Caller, answered: (answer: Answer) => void): void {
    const { process, service, operation } = call;
    const fault = faultOf(call);
    if (fault === 'throttled') return answered(throttled(service));
    if (fault === 'crash-before') return process.kill(`before ${operation}`);
    const whole = { service, request, caller, arrivedMs: scheduler.now() };
    if (fault === 'none') return serve(call, whole, answered);
    if (fault === 'partial') return answered(failSome(operation, request, scheduler, (part) => serveNow(part)));
    serve(call, whole, () => undefined);
    if (fault === 'crash-after') process.kill(`after ${operation}`);
    else answered('lost');

    function serveNow(part: WireRequest): WireResponse {
      let given: Answer | undefined;
      serve(call, { ...whole, request: part }, (answer) => (given = answer));
      if (given === undefined || given === 'lost') return throttled(service);
      return given;
    }
  }

  return {
    calls: () => calls,
    signalled(topic) {
      for (const one of waiting) if (one.wait.topic === topic && waiting.delete(one)) one.goOn();
    },
    disconnect() {
      for (const one of waiting) if (waiting.delete(one)) one.lose();
    },
    handler: (service, process, caller) => ({
      handle: (sdkRequest) =>
        new Promise((resolve, reject) => {
          calls += 1;
          const call = { number: calls, service, operation: operationOf(service, sdkRequest), process };
          const label = `${process.name} ${call.operation}`;
          scheduler.after(latencyMs(scheduler, delayed), label, () => {
            if (!process.alive || process.isFrozen?.()) return;
            exchange(call, wireRequest(sdkRequest, call, tamper), caller, (answer) =>
              scheduler.after(latencyMs(scheduler, delayed), `${label} answered`, () => {
                if (!process.alive) return;
                if (answer === 'lost') reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
                else resolve(sdkResponse(answer));
              }),
            );
          });
        }),
    }),
  };
}

function latencyMs({ chance, random }: Scheduler, delayed: number): number {
  return random() * (chance(delayed) ? MAX_DELAY_MS : MAX_LATENCY_MS);
}

function throttled(service: string): WireResponse {
  if (service === 's3') {
    const body = '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>';
    return { status: 503, headers: { 'content-type': 'application/xml' }, body };
  }
  if (service === 'lambda') {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    return { status: 429, headers, body: JSON.stringify({ message: 'Rate exceeded' }) };
  }
  return {
    status: 400,
    headers: {},
    body: JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }),
  };
}

function operationOf(service: string, { headers, method }: SdkRequest): string {
  return service === 'lambda' ? 'Invoke' : (headers['x-amz-target']?.split('.').at(-1) ?? method);
}

function wireRequest({ method, path, query, headers, body }: SdkRequest, call: Call, tamper?: Tamper): WireRequest {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) parameters.append(name, one);
  }
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const sent = bytesOf(body);
  const received = tamper ? Buffer.from(tamper(call, sent.toString())) : sent;
  return { method, path, query: parameters, headers: lower, body: received };
}

function sdkResponse({ status, headers, body }: WireResponse): SdkResponse {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return { response: { statusCode: status, headers: { ...headers }, body: bytes } };
}
