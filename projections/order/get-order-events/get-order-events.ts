/** `GET /orders/{id}/events?after=&limit=`: the log of one order, a page at a time. */

import type { EventStore } from '../../../domain/ports/event-store.ts';
import { recordedEvent, type RecordedCloudEvent } from '../../../domain/recorded-event.ts';
import { mayBeOrder } from '../../../domain/order-id.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { unknownOrder } from '../../../http/known-order.ts';
import { badParameter } from '../../../http/problem.ts';
import { wholeNumber } from '../../../http/whole-number.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
/** A function's response holds 6 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Answers `{ events, next }`: `next` is the `after` of the following page, null at the end. */
export function getOrderEvents(store: Pick<EventStore, 'after' | 'head'>) {
  return async ({ path, query }: HttpQuestion): Promise<HttpAnswer> => {
    const id = path['id'] ?? '';
    const after = wholeNumber(query['after'] ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (after === undefined) return badParameter('after', 'is a version: a whole number from 0');
    const limit = wholeNumber(query['limit'] ?? String(DEFAULT_LIMIT), 1, MAX_LIMIT);
    if (limit === undefined) return badParameter('limit', `is a whole number from 1 to ${MAX_LIMIT}`);
    if (!mayBeOrder(id)) return unknownOrder(id);
    const { events, more } = await page(store, id, { after, limit });
    if (events.length === 0 && (await store.head(id)) === undefined) return unknownOrder(id);
    return found({ events, next: more ? (events.at(-1)?.sequence ?? null) : null });
  };
}

async function page(
  store: Pick<EventStore, 'after'>,
  order: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ events: RecordedCloudEvent[]; more: boolean }> {
  const events: RecordedCloudEvent[] = [];
  let room = MAX_PAGE_BYTES;
  for await (const entry of store.after(order, after, limit + 1)) {
    if (events.length === limit || room <= 0) return { events, more: true };
    const event = recordedEvent(entry);
    events.push(event);
    room -= Buffer.byteLength(JSON.stringify(event));
  }
  return { events, more: false };
}
