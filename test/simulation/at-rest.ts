/** Whether the engine has nothing left to do for the stack, and what it keeps in buckets. */

import type { Engine } from '../../infra/local/kernel/engine.ts';
import { within } from '../../infra/local/kernel/tuple-key.ts';
import type { Lane } from '../../infra/local/lambda/mapping/lane.ts';
import { ROOT } from './clients.ts';

/** Tasks that carry events; others keep house. */
const CARRIERS = new Set(['deliver', 'dispatchEvent', 'continueReplay']);

/** Nothing is being delivered, every queue is empty, and every stream has been handled to its end. */
export function isAtRest(engine: Engine): boolean {
  if (engine.tasks(200).some(({ task }) => CARRIERS.has(task))) return false;
  return engine.run(ROOT, ({ tx }) => {
    for (const [, lane] of tx.scan<Lane>(within('lambda', ROOT.account, 'lane'))) {
      if (lane.segments.length > 0 || lane.window !== undefined) return false;
    }
    return isNothing(tx.scan(within('sqs', ROOT.account, 'message')));
  });
}

function isNothing(entries: Iterable<unknown>): boolean {
  for (const _ of entries) return false;
  return true;
}

/** The objects of a bucket, as text. */
export function objectsOf(engine: Engine, bucket: string): string[] {
  return engine.run(ROOT, ({ call }) => {
    const { Contents = [] } = call<{ Contents?: { Key: string }[] }>('s3', 'ListObjectsV2', { Bucket: bucket });
    return Contents.map(({ Key }) => {
      const { Body } = call<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket: bucket, Key });
      return Buffer.from(Body).toString();
    });
  });
}
