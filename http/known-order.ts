/** What every route about one order says of an id that is none. */

import type { HttpAnswer } from './http-answer.ts';
import { problem } from './problem.ts';

/** No order has an id that its contract does not allow; a table would refuse one longer than a key may be. */
export function mayBeOrder(id: string): boolean {
  return /^[A-Za-z0-9._:-]{1,128}$/.test(id);
}

export function unknownOrder(id: string): HttpAnswer {
  return problem(404, 'Unknown order', `There is no order "${id.slice(0, 128)}": nothing was recorded of it.`);
}
