/** The messages between a sandbox's thread and the engine. */

import type { ErrorPayload } from './error-payload.ts';

/** What a sandbox's thread is started with. */
export interface SandboxData {
  readonly codeDirectory: string;
  readonly handler: string;
  readonly runtime: string;
  readonly logFormat: 'Text' | 'JSON';
}

/** To the sandbox: handle one event. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  readonly clientContext: string | undefined;
}

/** From the sandbox. After `failed` with `fatal` its thread ends. */
export type SandboxMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'returned'; readonly payload: string }
  | { readonly type: 'failed'; readonly error: ErrorPayload; readonly fatal: boolean };
