/** The main program of a sandbox's thread: loads the handler once, then handles one event after another. */

import { parentPort, workerData } from 'node:worker_threads';
import { neverSettled, rejectionPayload, thrownPayload, tooLargePayload, type ErrorPayload } from './error-payload.ts';
import { handlerContext } from './handler-context.ts';
import { loadHandler, type Handler } from './handler-loader.ts';
import { captureLogs } from './log-capture.ts';
import type { InvokeMessage, SandboxData, SandboxMessage } from './sandbox-message.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

if (parentPort === null) throw new Error('A sandbox runs in a worker thread.');
const engine = parentPort;
// Meant for this thread as it started; Lambda knows no such variable.
delete process.env['NODE_COMPILE_CACHE'];
const { codeDirectory, handler: handlerName, runtime, logFormat } = workerData as SandboxData;
const send = (message: SandboxMessage): void => engine.postMessage(message);
const logs = captureLogs(logFormat, (text) => send({ type: 'log', text }));

let busy = false;

process.on('uncaughtException', (error) => fail(thrownPayload(error), 129));
process.on('unhandledRejection', (reason) => fail(rejectionPayload(reason), 128));
process.on('beforeExit', () => {
  if (busy) fail(neverSettled, 13);
});

function fail(error: ErrorPayload, exitCode: number): void {
  console.error('Uncaught Exception', JSON.stringify(error));
  send({ type: 'failed', error, fatal: true });
  process.exit(exitCode);
}

async function handle(handler: Handler, message: InvokeMessage): Promise<void> {
  logs.setRequestId(message.requestId);
  process.env['_X_AMZN_TRACE_ID'] = message.traceId;
  // Only the handler's own work keeps the thread alive now: a promise that nothing can settle ends it.
  busy = true;
  engine.unref();
  const answer = await call(handler, message);
  busy = false;
  engine.ref();
  send(answer);
}

async function call(handler: Handler, message: InvokeMessage): Promise<SandboxMessage> {
  try {
    const event: unknown = JSON.parse(message.payload);
    const context = handlerContext(message, process.env);
    const result = handler.length >= 3 ? await called(handler, event, context) : await handler(event, context);
    return returned(result);
  } catch (thrown) {
    const error = thrownPayload(thrown);
    console.error('Invoke Error', JSON.stringify(error));
    return { type: 'failed', error, fatal: false };
  }
}

/** A handler of the older kind, which answers through a callback unless it returns a promise. */
function called(handler: Handler, event: unknown, context: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const returnedValue = handler(event, context, (error, result) => {
      if (error === null || error === undefined) resolve(result);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a callback may pass anything
      else reject(error);
    });
    if (returnedValue instanceof Promise) returnedValue.then(resolve, reject);
  });
}

function returned(result: unknown): SandboxMessage {
  const payload = JSON.stringify(result) ?? 'null';
  if (Buffer.byteLength(payload) > MAX_RESPONSE_BYTES)
    return { type: 'failed', error: tooLargePayload(MAX_RESPONSE_BYTES), fatal: false };
  return { type: 'returned', payload };
}

try {
  const handler = await loadHandler(codeDirectory, handlerName, runtime);
  engine.on('message', (message: InvokeMessage) => void handle(handler, message));
  send({ type: 'ready' });
} catch (error) {
  fail(thrownPayload(error), 1);
}
