/** The way between an AWS client and the engine's cores: slow, lossy, sometimes throttled, and sometimes deadly. */

import type { Engine } from '../../infra/local/kernel/engine.ts';
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

export interface NetworkParts {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly faultOf: (call: Call) => Fault;
  readonly tamper?: Tamper | undefined;
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
}

/** Most ways are short; now and then one is long enough for others to overtake. */
const MAX_LATENCY_MS = 40;
const MAX_DELAY_MS = 1_000;

export function network({ engine, scheduler, faultOf, tamper }: NetworkParts): Network {
  let calls = 0;

  function serve(call: Call, request: WireRequest, caller: Caller): WireResponse {
    const answer = engine.serve({ service: call.service, request, caller, arrivedMs: scheduler.now() });
    if (answer instanceof Wait) throw new Error(`${call.service} ${call.operation} waits: no function does`);
    return answer;
  }

  function exchange(call: Call, request: WireRequest, caller: Caller): WireResponse | 'lost' {
    const { process } = call;
    const fault = faultOf(call);
    if (fault === 'throttled') return throttled(call.service);
    if (fault === 'crash-before') return kill(process, `before ${call.operation}`);
    if (fault === 'partial') {
      return failSome(call.operation, request, scheduler, (part) => serve(call, part, caller));
    }
    const answer = serve(call, request, caller);
    if (fault === 'crash-after') return kill(process, `after ${call.operation}`);
    return fault === 'answer-lost' ? 'lost' : answer;
  }

  return {
    calls: () => calls,
    handler: (service, process, caller) => ({
      handle: (sdkRequest) =>
        new Promise((resolve, reject) => {
          calls += 1;
          const call = { number: calls, service, operation: operationOf(sdkRequest), process };
          const label = `${process.name} ${call.operation}`;
          scheduler.after(latencyMs(scheduler), label, () => {
            if (!process.alive || process.isFrozen?.()) return;
            const answer = exchange(call, wireRequest(sdkRequest, call, tamper), caller);
            scheduler.after(latencyMs(scheduler), `${label} answered`, () => {
              if (!process.alive) return;
              if (answer === 'lost') reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
              else resolve(sdkResponse(answer));
            });
          });
        }),
    }),
  };
}

function latencyMs({ chance, random }: Scheduler): number {
  return random() * (chance(0.1) ? MAX_DELAY_MS : MAX_LATENCY_MS);
}

function kill(process: Process, why: string): 'lost' {
  process.kill(why);
  return 'lost';
}

function throttled(service: string): WireResponse {
  if (service === 's3') {
    const body = '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>';
    return { status: 503, headers: { 'content-type': 'application/xml' }, body };
  }
  return {
    status: 400,
    headers: {},
    body: JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }),
  };
}

function operationOf({ headers, method }: SdkRequest): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? method;
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
