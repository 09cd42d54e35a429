/** `GET /orders/{id}`: one order as its read model has it. */

import type { OrderState } from '../../../domain/order/order.ts';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import type { ProjectionRow } from '../../../domain/ports/projection-rows.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../http/http-answer.ts';
import { problem } from '../../http/problem.ts';

/** The entity tag is the order's version; a client that has it already is answered 304. */
export function getOrder(load: (order: string) => Promise<ProjectionRow<OrderState> | undefined>) {
  return async ({ path, headers }: HttpQuestion): Promise<HttpAnswer> => {
    const id = path['id'] ?? '';
    const row = await load(id);
    if (row === undefined) return unknownOrder(id);
    const etag = `"${row.version}"`;
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return found(describeOrder(row.state), { etag });
  };
}

export function unknownOrder(id: string): HttpAnswer {
  return problem(404, 'Unknown order', `There is no order "${id.slice(0, 128)}": nothing was recorded of it.`);
}
