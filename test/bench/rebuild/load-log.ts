/** Fills an event store on an engine in this process, quicker than any recorder could. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { ROOT, type TestEngine } from '../../infra/local/test-engine.ts';

/** Items written in one transaction. */
const AT_ONCE = 1_000;

/** Puts the entries into the table `events`. */
export async function loadLog({ engine }: TestEngine, entries: Iterator<LogEntry>): Promise<void> {
  for (let more = true; more;) {
    more = engine.run(ROOT, (context) => {
      for (let count = 0; count < AT_ONCE; count += 1) {
        const { value: entry, done } = entries.next() as IteratorResult<LogEntry, undefined>;
        if (done || entry === undefined) return false;
        context.call('dynamodb', 'PutItem', { TableName: 'events', Item: itemOf(entry) });
      }
      return true;
    });
    // The store commits at the end of a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function itemOf({ order, version, event, recordedTime }: LogEntry) {
  return {
    order: { S: order },
    version: { N: String(version) },
    event: { S: JSON.stringify(event) },
    recordedTime: { S: recordedTime },
  };
}
