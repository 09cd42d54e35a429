/** Runs functions in sandboxes: reuses warm ones, starts new ones up to a limit, ends those long idle. */

import { availableParallelism } from 'node:os';
import type { CodeLocation, ProvisionRequest, RunnableFunction, RunOutcome, RunRequest } from '../run-request.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

/** A line that a function printed. `requestId` is empty while its code is loaded. */
export interface LogLine {
  readonly functionName: string;
  readonly requestId: string;
  readonly text: string;
}

export interface RuntimeOptions {
  /** Where functions reach AWS: their `AWS_ENDPOINT_URL`. */
  readonly endpointUrl: string;
  /** The directory that holds a function's code, unpacked if need be. */
  readonly codeDirectory: (account: string, code: CodeLocation) => string;
  readonly onLog: (line: LogLine) => void;
  readonly onComplete: (request: RunRequest, outcome: RunOutcome) => void;
  /** How many sandboxes may exist at once; further invocations queue. Each weighs 15 to 40 MB. */
  readonly maxSandboxes?: number;
  /** How many of them may be one function's: more than there are processors only share them, and take memory. */
  readonly maxPerFunction?: number;
  /** How long a sandbox idles before it may be ended for a second one of another function. */
  readonly restedMs?: number;
  /** How long a sandbox may idle before it is ended. */
  readonly idleMs?: number;
}

export interface Runtime {
  run(request: RunRequest): void;
  /** Keeps this many sandboxes of a function's version started. */
  provision(request: ProvisionRequest): void;
  /** Ends every sandbox at once; invocations under way are never completed. */
  close(): void;
}

interface Pooled {
  readonly pool: string;
  readonly sandbox: Sandbox;
  idleTimer: NodeJS.Timeout | undefined;
  busy: boolean;
  /** Since when it idles, on the process's own clock. */
  restingMs: number;
}

/** Room for each of a system's functions that are in use at the same time. */
const MAX_SANDBOXES = 20;
/** So many may exist for a function to be given a second one: they take memory, and little is gained on few processors. */
const FEW_SANDBOXES = 8;
const RESTED_MS = 10_000;
const MAX_PER_FUNCTION = Math.max(2, availableParallelism());
const IDLE_MS = 30_000;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { endpointUrl, codeDirectory, onLog, onComplete } = options;
  const { maxSandboxes = MAX_SANDBOXES, maxPerFunction = MAX_PER_FUNCTION } = options;
  const { restedMs = RESTED_MS, idleMs = IDLE_MS } = options;
  const sandboxes = new Set<Pooled>();
  const queue: RunRequest[] = [];
  const provisioned = new Map<string, ProvisionRequest>();
  let again: NodeJS.Timeout | undefined;
  let started = 0;
  let closed = false;

  function start(runnable: RunnableFunction, initialization: 'on-demand' | 'provisioned-concurrency'): Pooled {
    const directory = codeDirectory(runnable.account, runnable.code);
    started += 1;
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
    const logStream = `${day}/[${runnable.version}]${started.toString(16).padStart(32, '0')}`;
    const sandbox = startSandbox({
      function: runnable,
      codeDirectory: directory,
      environment: sandboxEnvironment(runnable, { endpointUrl, codeDirectory: directory, logStream, initialization }),
      onLine: (requestId, text) => onLog({ functionName: runnable.functionName, requestId, text }),
      onEnd() {
        forget(pooled);
        next();
      },
    });
    const pooled: Pooled = { pool: poolOf(runnable), sandbox, idleTimer: undefined, busy: false, restingMs: 0 };
    sandboxes.add(pooled);
    return pooled;
  }

  function forget(pooled: Pooled): void {
    clearTimeout(pooled.idleTimer);
    sandboxes.delete(pooled);
  }

  function end(pooled: Pooled): void {
    forget(pooled);
    pooled.sandbox.end();
  }

  /**
   * An idle sandbox of the function, else a new one. Where there is no room for it the longest idle one of others has to
   * go; for a second one of the function, which is given less room, only if it rested a while, or busy functions would
   * end each other's for ever.
   */
  function claim(runnable: RunnableFunction): Pooled | undefined {
    const pool = poolOf(runnable);
    const idle = [...sandboxes].filter((pooled) => !pooled.busy);
    const warm = idle.findLast((pooled) => pooled.pool === pool);
    if (warm !== undefined) return warm;
    const own = [...sandboxes].filter((pooled) => pooled.pool === pool).length;
    if (own >= maxPerFunction) return undefined;
    if (sandboxes.size >= (own === 0 ? maxSandboxes : Math.min(FEW_SANDBOXES, maxSandboxes))) {
      const victim = idle.find((pooled) => !provisioned.has(pooled.pool));
      if (victim !== undefined && own > 0 && performance.now() - victim.restingMs < restedMs) return undefined;
      if (victim === undefined) return undefined;
      end(victim);
    }
    return start(runnable, 'on-demand');
  }

  function next(): void {
    for (let at = 0; at < queue.length && !closed;) {
      const request = queue[at];
      if (request === undefined) return;
      try {
        const pooled = claim(request.function);
        if (pooled === undefined) at += 1;
        else {
          queue.splice(at, 1);
          void use(pooled, request);
        }
      } catch (error) {
        queue.splice(at, 1);
        fail(request, error);
      }
    }
    if (queue.length > 0 && !closed) lookAgain();
  }

  /** A sandbox that was left alone because it had only just come to rest may have to go yet. */
  function lookAgain(): void {
    again ??= setTimeout(() => {
      again = undefined;
      next();
    }, restedMs).unref();
  }

  /** The function's code cannot even be found: no sandbox can start. */
  function fail(request: RunRequest, error: unknown): void {
    const payload = JSON.stringify({ errorType: 'Runtime.ImportModuleError', errorMessage: String(error), trace: [] });
    queueMicrotask(() => onComplete(request, { payload, functionError: 'Unhandled', logTail: '' }));
  }

  async function use(pooled: Pooled, request: RunRequest): Promise<void> {
    clearTimeout(pooled.idleTimer);
    pooled.busy = true;
    const outcome = await pooled.sandbox.run(request);
    if (closed) return;
    pooled.busy = false;
    pooled.restingMs = performance.now();
    forget(pooled);
    if (pooled.sandbox.alive()) {
      // Last in the set: the most recently used is taken first and ended last.
      sandboxes.add(pooled);
      rest(pooled);
    }
    onComplete(request, outcome);
    next();
    replenish();
  }

  function rest(pooled: Pooled): void {
    const stale = [...sandboxes].filter(({ pool }) => pool === pooled.pool).length > provisionedCount(pooled.pool);
    if (!stale) return;
    pooled.idleTimer = setTimeout(() => end(pooled), idleMs);
    pooled.idleTimer.unref();
  }

  function provisionedCount(pool: string): number {
    return provisioned.get(pool)?.count ?? 0;
  }

  function replenish(): void {
    if (closed) return;
    for (const [pool, { function: runnable, count }] of provisioned) {
      const present = [...sandboxes].filter((pooled) => pooled.pool === pool).length;
      for (let missing = count - present; missing > 0; missing -= 1) start(runnable, 'provisioned-concurrency');
    }
  }

  return {
    run(request) {
      queue.push(request);
      next();
    },
    provision(request) {
      for (const [pool, { function: former }] of provisioned) {
        if (sameVersion(former, request.function)) provisioned.delete(pool);
      }
      if (request.count > 0) provisioned.set(poolOf(request.function), request);
      replenish();
    },
    close() {
      closed = true;
      queue.length = 0;
      for (const pooled of [...sandboxes]) end(pooled);
    },
  };
}

/** Sandboxes are interchangeable when they run the same code with the same settings and credentials. */
function poolOf({ account, functionName, version, revision, credentials }: RunnableFunction): string {
  return [account, functionName, version, revision, credentials.AccessKeyId].join(':');
}

function sameVersion(one: RunnableFunction, other: RunnableFunction): boolean {
  return one.account === other.account && one.functionName === other.functionName && one.version === other.version;
}
