/** A process that dies at one of its calls: nothing it would have done after that is done. */

import type { SdkRequestHandler } from '../local/test-engine.ts';

export interface Crash {
  /** The number of the call, 1 for the first; none dies unless told. */
  readonly call: number;
  /** Whether the call still arrives, and only its answer is lost. */
  readonly arrives: boolean;
}

export const crashed = new Error('the process died');

export interface Process {
  /** What its SDK clients go through. */
  through(handler: SdkRequestHandler): SdkRequestHandler;
  /** The calls it made, or tried to make. */
  readonly calls: number;
}

export function processThat(crash: Crash = { call: Infinity, arrives: false }): Process {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    through: (handler) => ({
      async handle(request) {
        calls += 1;
        const call = calls;
        if (call > crash.call || (call === crash.call && !crash.arrives)) throw crashed;
        const answer = await handler.handle(request);
        if (call === crash.call) throw crashed;
        return answer;
      },
    }),
  };
}
