/** One sandbox: a worker thread that holds a function's code and handles one event at a time. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunnableFunction, RunOutcome, RunRequest } from '../run-request.ts';
import { exitPayload, timeoutPayload, type ErrorPayload } from './error-payload.ts';
import { lineSplitter } from './line-splitter.ts';
import { logTail } from './log-tail.ts';
import type { InvokeMessage, SandboxData, SandboxMessage } from './sandbox-message.ts';

/** Loading the code may take this long before the function's own timeout counts. */
const INIT_TIMEOUT_MS = 10_000;
/** Room for short-lived objects: the default of 48 MB in each thread adds up over many functions. */
const YOUNG_GENERATION_MB = 4;
/** Where threads leave code as they compiled it: the next one starts in half the time, and without the compiler. */
const COMPILE_CACHE = join(tmpdir(), 'node-compile-cache');

export interface SandboxOptions {
  readonly function: RunnableFunction;
  readonly codeDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (requestId: string, text: string) => void;
  /** The thread is gone and takes no more events. */
  readonly onEnd: () => void;
}

export interface Sandbox {
  /** One at a time. Never rejects: whatever happens to the sandbox is an outcome. */
  run(request: RunRequest): Promise<RunOutcome>;
  /** Whether it can take another event. */
  alive(): boolean;
  end(): void;
}

interface Running {
  readonly request: RunRequest;
  readonly finish: (outcome: RunOutcome) => void;
  readonly tail: ReturnType<typeof logTail>;
  startedMs: number;
  timer: NodeJS.Timeout;
}

export function startSandbox({
  function: runnable,
  codeDirectory,
  environment,
  onLine,
  onEnd,
}: SandboxOptions): Sandbox {
  const { handler, runtime, logFormat } = runnable;
  const worker = new Worker(new URL('./sandbox-main.ts', import.meta.url), {
    workerData: { codeDirectory, handler, runtime, logFormat } satisfies SandboxData,
    env: { ...environment, NODE_COMPILE_CACHE: COMPILE_CACHE },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: runnable.memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  let ready = false;
  let initError: ErrorPayload | undefined;
  let exit: { how: string | undefined } | undefined;
  let ended = false;
  let running: Running | undefined;

  const lines = lineSplitter((text) => {
    running?.tail.add(text);
    onLine(running?.request.requestId ?? '', text);
  });

  worker.on('message', (message: SandboxMessage) => {
    if (message.type === 'log') lines.push(message.text);
    else if (message.type === 'ready') {
      ready = true;
      if (running !== undefined) begin(running);
    } else if (message.type === 'returned') finish({ payload: message.payload });
    else {
      ended ||= message.fatal;
      if (running === undefined) initError = message.error;
      else finish(failure(message.error));
    }
  });
  // The thread's own last words, such as V8's when memory runs out, come over these.
  worker.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  worker.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    exit = { how: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : 'exit status 1' };
  });
  worker.on('exit', (code) => {
    ended = true;
    exit ??= { how: code === 0 ? undefined : `exit status ${code}` };
    if (running !== undefined) finish(failure(endPayload(running.request.requestId)));
    onEnd();
  });

  function endPayload(requestId: string): ErrorPayload {
    return initError ?? exitPayload(requestId, exit?.how);
  }

  function begin(current: Running): void {
    const { request } = current;
    clearTimeout(current.timer);
    current.startedMs = Date.now();
    current.timer = setTimeout(() => timeOut(request), runnable.timeoutMs);
    worker.postMessage({
      requestId: request.requestId,
      payload: request.payload,
      deadlineMs: current.startedMs + runnable.timeoutMs,
      invokedFunctionArn: request.invokedFunctionArn,
      traceId: traceIdOf(request.requestId),
      clientContext: request.clientContext,
    } satisfies InvokeMessage);
  }

  function end(): void {
    ended = true;
    void worker.terminate();
  }

  function timeOut({ requestId }: RunRequest): void {
    end();
    finish(failure(timeoutPayload(requestId, runnable.timeoutMs)));
  }

  function finish(outcome: Omit<RunOutcome, 'logTail'>): void {
    if (running === undefined) return;
    const { request, tail, startedMs, finish: resolve, timer } = running;
    clearTimeout(timer);
    lines.flush();
    const duration = (Date.now() - startedMs).toFixed(2);
    const report =
      `REPORT RequestId: ${request.requestId}\tDuration: ${duration} ms\tBilled Duration: ${Math.ceil(Number(duration))} ms\t` +
      `Memory Size: ${runnable.memoryMb} MB`;
    for (const line of [`END RequestId: ${request.requestId}`, report]) tail.add(line);
    running = undefined;
    resolve({ ...outcome, logTail: tail.text() });
  }

  return {
    run: (request) =>
      new Promise((resolve) => {
        const tail = logTail();
        tail.add(`START RequestId: ${request.requestId} Version: ${runnable.version}`);
        const initLimitMs = Math.max(INIT_TIMEOUT_MS, runnable.timeoutMs);
        const timer = setTimeout(() => timeOut(request), initLimitMs);
        running = { request, finish: resolve, tail, startedMs: Date.now(), timer };
        if (exit !== undefined) finish(failure(endPayload(request.requestId)));
        else if (ready) begin(running);
      }),
    alive: () => !ended,
    end,
  };
}

function failure(error: ErrorPayload): Omit<RunOutcome, 'logTail'> {
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function traceIdOf(requestId: string): string {
  const hex = requestId.replaceAll('-', '').padEnd(32, '0');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${hex.slice(0, 24)};Parent=${hex.slice(16, 32)};Sampled=0`;
}
