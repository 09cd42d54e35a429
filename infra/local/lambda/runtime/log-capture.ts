/** Sends everything a sandbox prints to the engine, lines of `console` dressed as Lambda dresses them. */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { format } from 'node:util';

export interface LogCapture {
  /** The invocation that lines of `console` belong to from now on. */
  setRequestId(requestId: string): void;
}

const LEVELS = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' } as const;

export function captureLogs(logFormat: 'Text' | 'JSON', send: (text: string) => void): LogCapture {
  let requestId = '';
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...args: unknown[]) => {
      const timestamp = new Date().toISOString();
      const message = format(...args);
      if (logFormat === 'JSON') send(JSON.stringify({ timestamp, level, requestId, message }) + '\n');
      else send(`${timestamp}\t${requestId}\t${level}\t${message}\n`);
    };
  }
  captureStreams(send);
  captureDescriptors(send);
  return {
    setRequestId(id) {
      requestId = id;
    },
  };
}

function captureStreams(send: (text: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
      send(textOf(chunk));
      const done = rest.at(-1);
      if (typeof done === 'function') queueMicrotask(() => (done as () => void)());
      return true;
    };
  }
}

/** Loggers such as pino write to descriptors 1 and 2 directly, which in a thread are the engine's own. */
function captureDescriptors(send: (text: string) => void): void {
  const { write, writeSync } = fs;
  const captured = (fd: number): boolean => fd === 1 || fd === 2;
  fs.writeSync = ((fd: number, data: string | NodeJS.ArrayBufferView, ...rest: never[]) => {
    if (!captured(fd)) return writeSync(fd, data as string, ...rest);
    send(textOf(data));
    return byteLength(data);
  }) as typeof fs.writeSync;
  fs.write = ((fd: number, data: string | NodeJS.ArrayBufferView, ...rest: unknown[]) => {
    if (!captured(fd)) return (write as (...args: unknown[]) => void)(fd, data, ...rest);
    send(textOf(data));
    const done = rest.at(-1) as (error: null, written: number, data: unknown) => void;
    queueMicrotask(() => done(null, byteLength(data), data));
  }) as typeof fs.write;
  syncBuiltinESMExports();
}

function textOf(data: string | NodeJS.ArrayBufferView): string {
  return typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
}

function byteLength(data: string | NodeJS.ArrayBufferView): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
}
