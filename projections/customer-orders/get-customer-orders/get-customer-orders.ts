/** `GET /customers/{id}/orders?cursor=&limit=`: the orders of one customer, the newest first. */

import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { badParameter } from '../../../http/problem.ts';
import { wholeNumber } from '../../../http/whole-number.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** As the contract has it. */
const MAX_CUSTOMER_ID = 128;
/** An instant and an order's id, in base64url. */
const CURSOR = /^[\w-]{1,300}$/;

export interface CustomerPage {
  readonly customer: string;
  /** Only what stands before it. */
  readonly before: string | undefined;
  readonly limit: number;
}

type ReadPage = (page: CustomerPage) => Promise<readonly { readonly sort: string; readonly content: unknown }[]>;

/** Answers `{ orders, next }`: `next` is the `cursor` of the following page, null at the end. Nobody has no orders. */
export function getCustomerOrders(readPage: ReadPage) {
  return async ({ path, query }: HttpQuestion): Promise<HttpAnswer> => {
    const { id: customer = '' } = path;
    const { cursor } = query;
    const limit = wholeNumber(query['limit'] ?? String(DEFAULT_LIMIT), 1, MAX_LIMIT);
    if (limit === undefined) return badParameter('limit', `is a whole number from 1 to ${MAX_LIMIT}`);
    if (cursor !== undefined && !CURSOR.test(cursor)) return badParameter('cursor', 'is the "next" of the page before');
    if (customer.length > MAX_CUSTOMER_ID) return found({ orders: [], next: null });
    const before = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
    const listed = await readPage({ customer, before, limit: limit + 1 });
    const page = listed.slice(0, limit);
    const last = page.at(-1);
    return found({
      orders: page.map(({ content }) => content),
      next: listed.length > limit && last ? Buffer.from(last.sort).toString('base64url') : null,
    });
  };
}
