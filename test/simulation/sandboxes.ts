/** Runs functions as Lambda does, in this process: one invocation a sandbox at a time, kept warm, killed at any moment. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { callerOf } from '../../infra/local/iam/credentials.ts';
import { ENGINE, type Engine } from '../../infra/local/kernel/engine.ts';
import type { RunOutcome, RunRequest } from '../../infra/local/lambda/run-request.ts';
import { clientConfig, lean } from './clients.ts';
import type { Clients, FunctionName, Functions, Handler } from './functions.ts';
import { functionNamed } from './functions.ts';
import type { Network, Process } from './network.ts';
import type { Scheduler } from './scheduler.ts';

export interface SandboxParts {
  readonly engine: () => Engine;
  readonly network: () => Network;
  readonly scheduler: Scheduler;
  readonly functions: Functions;
  /** In the place of the same in the template. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Sandboxes {
  run(request: RunRequest): void;
  /** Invocations under way. */
  busy(): number;
  /** Ends them all without a word, as when the whole machine dies. */
  destroy(): void;
}

interface Sandbox extends Process {
  readonly handler: Handler;
  busy: boolean;
  /** Ends the present invocation. */
  finish: (outcome: RunOutcome) => void;
}

export function sandboxes({ engine, network, scheduler, functions, environment }: SandboxParts): Sandboxes {
  const pools = new Map<FunctionName, Set<Sandbox>>();
  let started = 0;

  function sandboxFor(request: RunRequest): Sandbox {
    const name = functionNamed(request.function.functionName);
    const pool = pools.get(name) ?? new Set();
    pools.set(name, pool);
    return [...pool].find(({ busy }) => !busy) ?? start(name, request, pool);
  }

  function start(name: FunctionName, request: RunRequest, pool: Set<Sandbox>): Sandbox {
    started += 1;
    const process: Process = {
      name: `${name}-${started}`,
      alive: true,
      isFrozen: () => !sandbox.busy,
      kill(why) {
        if (!process.alive) return;
        process.alive = false;
        pool.delete(sandbox);
        sandbox.finish(failure('Runtime.ExitError', `killed ${why}`));
      },
    };
    const surroundings = { now: scheduler.now, random: scheduler.random, wait };
    const settings = { ...request.function.environment, ...environment };
    const handler = functions[name](clientsOf(process, request), settings, surroundings);
    const sandbox: Sandbox = Object.assign(process, { handler, busy: false, finish: () => undefined });
    pool.add(sandbox);
    return sandbox;
  }

  /** Each is made when it is asked for: most functions use one, and many are killed and started again. */
  function clientsOf(process: Process, { function: { credentials } }: RunRequest): Clients {
    const caller = engine().run(ENGINE, ({ tx }) => callerOf(tx, credentials.AccessKeyId));
    const client = (service: string) => clientConfig(network(), { service, process, caller });
    return {
      get dynamo() {
        return lean(new DynamoDBClient(client('dynamodb')));
      },
      get eventBridge() {
        return lean(new EventBridgeClient(client('events')));
      },
      get s3() {
        return new S3Client({ ...client('s3'), forcePathStyle: true });
      },
      get sqs() {
        return lean(new SQSClient(client('sqs')));
      },
    };
  }

  /** Now and then later than wanted: as timers of a busy machine, and so that polls are not too many. */
  function wait(ms: number): Promise<void> {
    return scheduler.wait(ms + (scheduler.chance(0.5) ? scheduler.random() * 3_000 : 0));
  }

  return {
    busy: () => [...pools.values()].flatMap((pool) => [...pool]).filter(({ busy }) => busy).length,
    destroy() {
      for (const pool of pools.values()) {
        for (const sandbox of pool) sandbox.alive = false;
        pool.clear();
      }
    },
    run(request) {
      const sandbox = sandboxFor(request);
      let over = false;
      sandbox.busy = true;
      sandbox.finish = (outcome) => {
        if (over) return;
        over = true;
        sandbox.busy = false;
        scheduler.after(0, `${sandbox.name} ends`, () => complete(request, outcome));
      };
      scheduler.after(request.function.timeoutMs, `${sandbox.name} times out`, () => {
        if (!over && sandbox.alive) sandbox.kill('by its timeout');
      });
      scheduler.after(scheduler.random() * 20, `${sandbox.name} starts`, () => {
        if (!sandbox.alive) return;
        sandbox.handler(JSON.parse(request.payload), contextOf(request, scheduler)).then(
          (result) => sandbox.alive && sandbox.finish({ payload: JSON.stringify(result ?? null), logTail: '' }),
          (error: unknown) => sandbox.alive && sandbox.finish(failure('Error', String(error))),
        );
      });
    },
  };

  function complete({ function: { account }, requestId }: RunRequest, outcome: RunOutcome): void {
    engine().run(ENGINE, (context) => context.call('lambda', 'CompleteInvocation', { account, requestId, outcome }));
  }
}

function failure(errorType: string, errorMessage: string): RunOutcome {
  return { payload: JSON.stringify({ errorType, errorMessage }), functionError: 'Unhandled', logTail: '' };
}

function contextOf({ requestId, function: { functionName } }: RunRequest, { now }: Scheduler): Context {
  return { awsRequestId: requestId, functionName, getRemainingTimeInMillis: () => 60_000, now } as unknown as Context;
}
