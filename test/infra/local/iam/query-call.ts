/** Calls over the Query protocol, as they stand on the wire. */

import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { Wait } from '../../../../infra/local/kernel/wire.ts';
import { ROOT, type TestEngine } from '../test-engine.ts';

export interface QueryAnswer {
  readonly status: number;
  readonly body: string;
  /** The texts of every element of a name, in order. */
  readonly all: (element: string) => string[];
}

export function queryCall(
  rig: TestEngine,
  service: string,
  parameters: Record<string, string>,
  caller: Caller = ROOT,
): QueryAnswer {
  const answer = rig.engine.serve({
    service,
    caller,
    arrivedMs: rig.now(),
    request: {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: Buffer.from(new URLSearchParams(parameters).toString()),
    },
  });
  if (answer instanceof Wait) throw new Error('nothing to wait for');
  const body = String(answer.body);
  const all = (element: string): string[] =>
    [...body.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);
  return { status: answer.status, body, all };
}
