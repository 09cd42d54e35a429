/** A process that dies at one of its calls: nothing it would have done after that is done. */

import { bytesOf, type SdkRequestHandler } from '../local/test-engine.ts';

export interface Crash {
  /** At which call: its number is 1 for the first; `body` is what is sent. */
  readonly at: (call: number, body: string) => boolean;
  /** Whether the call still arrives, and only its answer is lost. */
  readonly arrives: boolean;
}

export const never: Crash = { at: () => false, arrives: true };

export function atCall(number: number, arrives: boolean): Crash {
  return { at: (call) => call === number, arrives };
}

const crashed = new Error('the process died');

export interface Process {
  /** What its SDK clients go through. */
  through(handler: SdkRequestHandler): SdkRequestHandler;
  /** The calls it made, or tried to make. */
  readonly calls: number;
}

export function processThat({ at, arrives }: Crash = never): Process {
  let calls = 0;
  let isDead = false;
  return {
    get calls() {
      return calls;
    },
    through: (handler) => ({
      async handle(request) {
        if (isDead) throw crashed;
        calls += 1;
        isDead = at(calls, bytesOf(request.body).toString());
        if (!isDead) return handler.handle(request);
        if (arrives) await handler.handle(request);
        throw crashed;
      },
    }),
  };
}
