/** Reads the whole log of one order from the HTTP API, page by page. */

import type { RecordedCloudEvent } from '../../domain/recorded-event.ts';
import { failed } from './cli-error.ts';
import type { QueryApi } from './query-api.ts';

const PAGE = 1_000;

/** The events after `after`, in order. Throws `CliError` if there is no such order. */
export async function* readHistory(api: QueryApi, id: string, after: number): AsyncGenerator<RecordedCloudEvent> {
  let from: number | null = after;
  while (from !== null) {
    const page = await api.get(`/orders/${encodeURIComponent(id)}/events?after=${from}&limit=${PAGE}`);
    if (page === undefined) throw unknownOrder(id);
    const { events, next } = page as { readonly events: RecordedCloudEvent[]; readonly next: number | null };
    yield* events;
    from = next;
  }
}

export function unknownOrder(id: string): Error {
  return failed(
    `nothing was recorded of an order "${id}": check the id, or publish its events; they show a second or two later.`,
  );
}
