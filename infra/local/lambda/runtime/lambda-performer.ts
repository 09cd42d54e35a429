/** Connects the core with the runtime: runs functions as the core's effects ask, and tells it how they ended. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effect } from '../../kernel/context.ts';
import { ENGINE, type Engine } from '../../kernel/engine.ts';
import type { ProblemNotice } from '../invoke/destination.ts';
import type { CodeLocation, ProvisionRequest, RunOutcome, RunRequest } from '../run-request.ts';
import { createRuntime, type LogLine } from './runtime.ts';
import { unpackArchive } from './unpack-archive.ts';

export interface LambdaPerformerOptions {
  readonly engine: Engine;
  /** Where functions reach the engine, such as `http://127.0.0.1:4566`. */
  readonly endpointUrl: string;
  /** Lines that functions print, and what their owner should know (with an empty request id). */
  readonly onLog: (line: LogLine) => void;
  readonly maxSandboxes?: number;
  readonly idleMs?: number;
}

export interface LambdaPerformer {
  /** Takes every effect; those of other services have no effect here. */
  perform(effect: Effect): void;
  close(): Promise<void>;
}

export function lambdaPerformer(options: LambdaPerformerOptions): LambdaPerformer {
  const { engine, onLog, ...limits } = options;
  let unpacked: string | undefined;

  function codeDirectory(account: string, code: CodeLocation): string {
    if (code.type === 'directory') return code.path;
    const { sha256 } = code;
    const archive = engine.run(ENGINE, (context) =>
      context.call<Uint8Array>('lambda', 'ReadCode', { account, sha256 }),
    );
    unpacked ??= mkdtempSync(join(tmpdir(), 'lambda-code-'));
    return unpackArchive(archive, unpacked, sha256);
  }

  function complete({ function: { account }, requestId }: RunRequest, outcome: RunOutcome): void {
    engine.run(ENGINE, (context) => context.call('lambda', 'CompleteInvocation', { account, requestId, outcome }));
  }

  const runtime = createRuntime({ ...limits, codeDirectory, onLog, onComplete: complete });
  return {
    perform(effect) {
      switch (effect.type) {
        case 'lambda.run':
          return runtime.run(effect as RunRequest);
        case 'lambda.provision':
          return runtime.provision(effect as ProvisionRequest);
        case 'lambda.problem': {
          const { functionName, text } = effect as ProblemNotice;
          return onLog({ functionName, requestId: '', text });
        }
        default:
          return undefined;
      }
    },
    async close() {
      runtime.close();
      if (unpacked !== undefined) rmSync(unpacked, { recursive: true, force: true });
    },
  };
}
