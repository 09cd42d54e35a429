/** `GET /orders/{id}`: one order as its read model has it. */

import type { OrderState } from '../../../domain/order/order.ts';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import type { Row } from '../../../domain/ports/read-model.ts';
import { mayBeOrder } from '../../../domain/order-id.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { unknownOrder } from '../../../http/known-order.ts';

/** The entity tag is the order's version; a client that has it already is answered 304. */
export function getOrder(load: (order: string) => Promise<Pick<Row<OrderState>, 'version' | 'state'> | undefined>) {
  return async ({ path, headers }: HttpQuestion): Promise<HttpAnswer> => {
    const id = path['id'] ?? '';
    const row = mayBeOrder(id) ? await load(id) : undefined;
    if (row === undefined) return unknownOrder(id);
    const etag = `"${row.version}"`;
    if (hasAlready(headers['if-none-match'], etag)) return { status: 304, headers: { etag } };
    return found(describeOrder(row.state), { etag });
  };
}

/** Whether `If-None-Match` names the tag, weak or not, or any: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function hasAlready(ifNoneMatch = '', etag: string): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
