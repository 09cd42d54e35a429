/** A runtime on bundles written to a temporary directory. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunnableFunction, RunOutcome } from '../../../../../infra/local/lambda/run-request.ts';
import {
  createRuntime,
  type LogLine,
  type Runtime,
  type RuntimeOptions,
} from '../../../../../infra/local/lambda/runtime/runtime.ts';

export interface RuntimeRig {
  readonly runtime: Runtime;
  readonly lines: LogLine[];
  bundle(files: Record<string, string>, settings?: Partial<RunnableFunction>): RunnableFunction;
  invoke(fn: RunnableFunction, event: unknown, requestId?: string): Promise<RunOutcome & { result: unknown }>;
  /** Resolves as soon as a line was logged after which the condition holds. */
  until(condition: () => boolean): Promise<void>;
  close(): void;
}

export function runtimeRig(limits: Pick<RuntimeOptions, 'maxSandboxes' | 'restedMs' | 'idleMs'> = {}): RuntimeRig {
  const root = mkdtempSync(join(tmpdir(), 'runtime-test-'));
  const lines: LogLine[] = [];
  const ended = new Map<string, (outcome: RunOutcome) => void>();
  const watchers = new Set<() => void>();
  let count = 0;
  const runtime = createRuntime({
    ...limits,
    endpointUrl: 'http://127.0.0.1:1',
    codeDirectory(_, code) {
      if (code.type === 'directory') return code.path;
      throw new Error('no code');
    },
    onLog(line) {
      lines.push(line);
      for (const watch of watchers) watch();
    },
    onComplete: (request, outcome) => ended.get(request.requestId)?.(outcome),
  });
  return {
    runtime,
    lines,
    bundle(files, settings = {}) {
      count += 1;
      const functionName = `function-${count}`;
      const path = join(root, functionName);
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
      return {
        account: '000000000000',
        region: 'us-east-1',
        functionName,
        version: '$LATEST',
        revision: '1',
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        code: { type: 'directory', path },
        timeoutMs: 10_000,
        memoryMb: 128,
        environment: {},
        credentials: { AccessKeyId: 'id', SecretAccessKey: 'secret', SessionToken: 'token' },
        logGroup: `/aws/lambda/${functionName}`,
        logFormat: 'Text',
        ...settings,
      };
    },
    async invoke(fn, event, requestId = `request-${(count += 1)}`) {
      const outcome = await new Promise<RunOutcome>((resolve) => {
        ended.set(requestId, resolve);
        runtime.run({
          type: 'lambda.run',
          requestId,
          function: fn,
          invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${fn.functionName}`,
          payload: JSON.stringify(event),
        });
      });
      return { ...outcome, result: JSON.parse(outcome.payload) as unknown };
    },
    until: (condition) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (!condition()) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    close() {
      runtime.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
