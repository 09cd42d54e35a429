/** What passes between the core, which decides that a function runs, and whoever runs its code. */

import type { Effect } from '../kernel/context.ts';

/** Where a function's code lies. */
export type CodeLocation =
  | { readonly type: 'directory'; readonly path: string }
  /** A ZIP archive kept in the store: `ReadCode` returns its bytes. `sha256` is in hexadecimal. */
  | { readonly type: 'archive'; readonly sha256: string };

/** Credentials of the function's role. */
export interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** One version of a function, with all that a sandbox needs to start. */
export interface RunnableFunction {
  readonly account: string;
  readonly region: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** Changes whenever sandboxes started before must not be used any more. */
  readonly revision: string;
  readonly runtime: string;
  readonly handler: string;
  readonly code: CodeLocation;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials: RoleCredentials;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
}

/** Effect: run the function once, then call `CompleteInvocation` with the outcome. */
export interface RunRequest extends Effect {
  readonly type: 'lambda.run';
  readonly requestId: string;
  readonly function: RunnableFunction;
  /** The ARN as it was invoked, with its qualifier if it had one. */
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly payload: string;
  /** The caller's client context: Base64 of JSON. */
  readonly clientContext?: string;
}

/** Effect: keep this many sandboxes of a version started (provisioned concurrency). */
export interface ProvisionRequest extends Effect {
  readonly type: 'lambda.provision';
  readonly function: RunnableFunction;
  readonly count: number;
}

/** How an invocation ended. */
export interface RunOutcome {
  /** JSON text: what the handler returned, or the error as Lambda shapes it. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  /** The last 4 KB of the log of this invocation. */
  readonly logTail: string;
}
