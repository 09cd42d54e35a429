/** The Lambda core between real sources, its functions' code being plain functions of the test. */

import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import type { Effect } from '../../../../infra/local/kernel/context.ts';
import { ENGINE } from '../../../../infra/local/kernel/engine.ts';
import type { Service } from '../../../../infra/local/kernel/service.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { kinesisService } from '../../../../infra/local/kinesis/kinesis-service.ts';
import type { ProblemNotice } from '../../../../infra/local/lambda/invoke/destination.ts';
import { lambdaService } from '../../../../infra/local/lambda/lambda-service.ts';
import type { RunOutcome, RunRequest } from '../../../../infra/local/lambda/run-request.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { testEngine, type TestEngine, type TestEngineOptions } from '../test-engine.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/handler';
export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:fn';

/** What a function does with an event; a thrown error is the function's. */
export type TestHandler = (event: never, request: RunRequest) => unknown;

export interface LambdaRig extends TestEngine {
  /** Effects `lambda.run` whose function has not run yet. */
  readonly pending: RunRequest[];
  readonly problems: string[];
  /** Events of all runs so far. */
  readonly events: unknown[];
  /** Runs the oldest pending invocation to its end. */
  runNext(): void;
  /** Runs due tasks and pending invocations, without time passing, until nothing is left to do. */
  settle(): void;
  /** As the rig's `advance`, invocations included. */
  elapse(ms: number): void;
  on(handler: TestHandler): void;
  createFunction(name?: string, settings?: Record<string, unknown>): void;
  /** Forgets what is pending, as a killed process does. */
  restart(): void;
}

export function lambdaRig(services: readonly Service[] = [], options: TestEngineOptions = {}): LambdaRig {
  const pending: RunRequest[] = [];
  const problems: string[] = [];
  const events: unknown[] = [];
  let handler: TestHandler = () => null;
  const rig = testEngine([lambdaService(), iamService(), sqsService(), kinesisService(), ...services], {
    store: sqliteStore(':memory:'),
    ...options,
    onEffect(effect: Effect) {
      if (effect.type === 'lambda.run') pending.push(effect as RunRequest);
      if (effect.type === 'lambda.problem') problems.push((effect as ProblemNotice).text);
    },
  });

  function runNext(): void {
    const request = pending.shift();
    if (request === undefined) throw new Error('No invocation is pending.');
    const event = JSON.parse(request.payload) as never;
    events.push(event);
    const { account } = request.function;
    const input = { account, requestId: request.requestId, outcome: outcomeOf(() => handler(event, request)) };
    rig.call('lambda', 'CompleteInvocation', input, ENGINE);
  }

  function settle(): void {
    do {
      while (pending.length > 0) runNext();
      rig.advance(0);
    } while (pending.length > 0);
  }

  return {
    ...rig,
    pending,
    problems,
    events,
    runNext,
    settle,
    elapse(ms) {
      const until = rig.now() + ms;
      for (;;) {
        settle();
        const next = rig.engine.tasks(1)[0];
        if (next === undefined || next.dueMs > until) break;
        rig.advance(Math.max(0, next.dueMs - rig.now()));
      }
      rig.advance(until - rig.now());
      settle();
    },
    on(given) {
      handler = given;
    },
    createFunction(name = 'fn', settings = {}) {
      rig.call('lambda', 'CreateFunction', {
        FunctionName: name,
        Role: ROLE,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: EMPTY_ZIP },
        ...settings,
      });
    },
    restart() {
      pending.length = 0;
      rig.engine.recover();
    },
  };
}

/** An archive without entries: only its end record. */
const EMPTY_ZIP = Buffer.from('504b0506000000000000000000000000000000000000', 'hex').toString('base64');

export function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

function outcomeOf(run: () => unknown): RunOutcome {
  try {
    return { payload: JSON.stringify(run() ?? null), logTail: '' };
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    return { payload: JSON.stringify({ errorType, errorMessage, trace: [] }), functionError: 'Unhandled', logTail: '' };
  }
}
