/** Carries one request through the engine to its answer, however often it has to wait on the way. */

import type { Engine, Exchange } from '../kernel/engine.ts';
import { Wait, type WireResponse } from '../kernel/wire.ts';
import type { Log } from './log.ts';
import { internalFailure } from './shell-refusals.ts';
import type { WaitingRoom } from './waiting-room.ts';
import type { Reply } from './wire-server.ts';

export interface ExchangeServerOptions {
  readonly engine: Engine;
  readonly waits: WaitingRoom;
  /** Calls back once all that was done so far is durable. */
  readonly afterCommit: (done: () => void) => void;
  readonly log: Log;
}

/**
 * What is answered is durable. A waiting request whose client has gone is dropped; a bug is logged and answered with 500.
 */
export function exchangeServer({ engine, waits, afterCommit, log }: ExchangeServerOptions) {
  function advance(exchange: Exchange, reply: Reply, wait?: Wait<WireResponse>): void {
    waits.hearing(() => {
      try {
        const answer = engine.serve(exchange, wait);
        if (answer instanceof Wait) reply.onGone(waits.park(answer, () => advance(exchange, reply, answer)));
        else afterCommit(() => reply.send(answer));
      } catch (error) {
        log({ level: 'error', message: `${exchange.service} failed to answer a request`, error });
        reply.send(internalFailure(exchange.request));
      }
    });
  }
  return (exchange: Exchange, reply: Reply): void => advance(exchange, reply);
}
